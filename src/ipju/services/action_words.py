"""The Korean word of every action that stands in the ledger (장부)."""

from __future__ import annotations

from ipju.services.letters import FORMS

ACTIONS = {
    "open": "사례를 열었음",
    "import": "사례를 들여옴",
    "export": "사례를 내보냄",
    "view": "사례를 봄",
    "record": "고침",
    "fill": "연습 사례를 채움",
    "examine-batch": "한꺼번에 심사함",
    "reveal-rrn": "주민등록번호를 봄",
    "search-rrn": "주민등록번호로 찾음",
    **{f"print-{form}": f"{name} 출력" for form, name in FORMS.items()},
    "propose": "결정을 올림",
    "withdraw": "올린 결정을 거둠",
    "approve": "승인",
    "send-back": "되돌림",
    "refuse": "반려",
    "void": "결정이 효력을 잃음",
    "issue-letter": "통지문을 냄",
    "print-letter": "통지문 출력",
    "save-letter": "통지문을 파일로 저장",
    "sign-in": "들어옴",
    "sign-in-failed": "들어오지 못함(비밀번호 틀림)",
    "sign-out": "나감",
    "lock": "화면을 잠금",
    "unlock": "화면을 풂",
    "unlock-failed": "화면을 풀지 못함(비밀번호 틀림)",
    "sit-as": "연습 자리를 바꿈",
    "refused": "권한이 없어 거절됨",
    "open-account": "계정을 만듦",
    "close-account": "계정을 닫음",
    "edit-account": "계정을 고침",
    "grant-role": "역할을 줌",
    "revoke-role": "역할을 거둠",
    "reset-password": "비밀번호를 새로 정해 줌",
    "unlock-account": "잠긴 계정을 풂",
    "change-password": "자기 비밀번호를 바꿈",
    "password-failed": "비밀번호를 바꾸지 못함(틀림)",
    "renew-recovery": "복구 열쇠를 새로 만듦",
    "recover": "복구 열쇠로 들어옴",
    "backup": "백업",
    "verify-backup": "백업을 검증함",
    "drill": "복원 연습",
    "restore": "백업에서 복원함",
    "backup-folder": "백업 폴더를 바꿈",
    "destroy": "사례를 파기함",
    "sign-month": "월별 점검에 서명함",
}

SERVICES = {
    "search_trail": "장부 찾기",
    "unusual": "살펴볼 행위 보기",
    "month_review": "월별 점검",
    "sign_month": "월별 점검 서명",
    "month_sheet": "월별 점검표",
    "check_trail": "장부 검증",
    "due_for_destruction": "파기 도래 목록",
    "destroy": "파기",
    "certificates": "파기확인서 목록",
    "certificate_sheet": "파기확인서",
    "propose": "결정 올리기",
    "withdraw": "올린 결정 거두기",
    "approve": "승인",
    "approve_many": "한꺼번에 승인",
    "send_back": "되돌리기",
    "refuse": "반려",
    "waiting": "결재 대기 목록",
    "open_sheet": "심사표 보기",
    "decisions": "결정 내역 보기",
    "issue": "통지문 내기",
    "letter_preview": "통지문 미리 보기",
    "print_letter": "통지문 출력",
    "save_letter": "통지문 저장",
    "draft": "통지문 초안 보기",
    "open_case": "사례 열기",
    "add_case": "사례 들여오기",
    "view_case": "사례 보기",
    "reread_case": "사례 보기",
    "record": "사례 고치기",
    "undo": "되돌리기",
    "answer": "판단 서명",
    "reveal_rrn": "주민등록번호 보기",
    "history": "사례 이력 보기",
    "open_account": "계정 만들기",
    "close_account": "계정 닫기",
    "edit_account": "계정 고치기",
    "grant_role": "역할 주기",
    "revoke_role": "역할 거두기",
    "reset_password": "비밀번호 다시 정하기",
    "unlock_account": "잠긴 계정 풀기",
    "change_password": "비밀번호 바꾸기",
    "staff_list": "계정 목록 보기",
    "renew_recovery": "복구 열쇠 새로 만들기",
    "back_up": "백업",
    "verify_backup": "백업 검증",
    "run_drill": "복원 연습",
    "set_backup_folder": "백업 폴더 바꾸기",
}
"""What a refused service would have done, by its name in the ledger row."""


def act_words(action: str) -> str:
    """Return the Korean words of an action; those of a newer program show as they are written."""
    return ACTIONS.get(action, action)


def service_words(name: object) -> str:
    """Return what a refused service would have done, in Korean."""
    return SERVICES.get(str(name), "맡지 않은 일")
