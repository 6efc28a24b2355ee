"""접수증: what came in, and what happens next."""

from __future__ import annotations

from ipju.domain import printed as models
from ipju.domain.dates import in_letter
from ipju.domain.paper import Paper
from ipju.services.letters.sheet import Sheet, head


def receipt(sheet: Sheet) -> models.Receipt:
    """Return the receipt of the papers that came in so far."""
    case, notice = sheet.case, sheet.notice
    names = {one.id: one.name for one in notice.papers.papers}
    people = {one.id: one.name for one in case.people}
    postmarks = [one.postmarked_on for one in case.papers if one.postmarked_on]
    applicant = case.applicant
    announced = notice.calendar.announced_on
    by_post = notice.papers.registered_mail_only
    told = notice.office.department or notice.office.contact
    return models.Receipt(
        **head(sheet),
        applicant=applicant.name if applicant else "",
        birth_date=applicant.birth if applicant else None,
        phone=case.phone,
        received_on=sheet.on,
        by_post=by_post,
        postmark=max(postmarks, default=None),
        channel=case.channel.label,
        papers=tuple(
            models.ReceivedPaper(
                name=names.get(one.kind, one.kind),
                subject=people.get(one.subject, "") if one.subject else "",
                issued_on=one.issued_on,
                remark=one.note or _came(one),
            )
            for one in case.papers
        ),
        notes=(
            *(("제출한 서류는 돌려드리지 않습니다.",) if by_post else ()),
            f"입주대상자 발표 예정일은 {in_letter(announced)}입니다."
            if announced
            else "심사 결과는 개별로 안내합니다.",
            f"주소나 연락처가 바뀌면 {told}에 미리 알려 주십시오.",
        ),
    )


def _came(paper: Paper) -> str:
    """Return how or when a paper came in, as far as it is recorded."""
    if paper.registered_mail:
        return "등기우편"
    return f"{paper.received_on} 제출" if paper.received_on else ""
