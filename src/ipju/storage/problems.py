"""Why a store cannot be opened or written, in Korean: what, where, and the way out."""

from __future__ import annotations

from pathlib import Path


class StoreProblem(Exception):
    """Something is wrong with the store; the message is for the person at the desk."""


class PlainTextStore(StoreProblem):
    """The file is not encrypted."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: 암호화되지 않은 파일이라 열지 않습니다. "
            "이 프로그램이 만든 자료인지 확인하고, 백업에서 복원하세요."
        )


class WrongKey(StoreProblem):
    """The key does not open the file, or the file is damaged at its head."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: 열쇠가 맞지 않거나 파일이 손상되었습니다. "
            "비밀번호를 확인하고, 맞다면 최근 백업에서 복원하세요."
        )


class NoStore(StoreProblem):
    """There is no store at this place; none is made in its stead."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: 자료 파일이 없습니다. 자리를 확인하거나 백업에서 복원하세요.")


class StoreExists(StoreProblem):
    """A store was to be made where a file lies already."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: 이미 자료 파일이 있어 새로 만들지 않았습니다.")


class NewerStore(StoreProblem):
    """The store was written by a newer version of the program."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: 더 새로운 프로그램이 만든 자료입니다. 프로그램을 새로 설치하세요."
        )


class OldLibrary(StoreProblem):
    """SQLite or SQLCipher is too old to be trusted with the store."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"데이터베이스 라이브러리가 너무 오래되었습니다({found}). 프로그램을 새로 설치하세요."
        )


class Clash(StoreProblem):
    """The case (or `what`, with its particle) was saved by somebody else since it was read."""

    def __init__(self, stored: int, what: str = "이 사례를") -> None:
        super().__init__(f"다른 곳에서 {what} 먼저 고쳤습니다. 다시 읽은 뒤 고치세요.")
        self.stored = stored


class AlreadyThere(StoreProblem):
    """A case with this number or id is in the store."""

    def __init__(self, number: str) -> None:
        super().__init__(f"접수번호 {number}은(는) 이미 있습니다.")

    @classmethod
    def login(cls, login: str) -> AlreadyThere:
        """The login of an account was used before."""
        found = cls("")
        found.args = (f"아이디 {login}은(는) 이미 쓴 적이 있습니다. 다른 아이디를 정하세요.",)
        return found


class Tampered(StoreProblem):
    """A stored row is not what the program wrote; nothing may rest on it."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what}: 프로그램을 거치지 않고 고친 흔적이 있어 쓰지 않습니다. "
            "개인정보 담당자에게 알리고 백업과 대조하세요."
        )


class Refused(StoreProblem):
    """The database itself refuses the change: it would break what must hold whoever asks."""

    def __init__(self, rule: str) -> None:
        super().__init__(REFUSALS.get(rule, "기록으로 남은 것이라 바꾸거나 지울 수 없습니다."))
        self.rule = rule


class RoomTaken(StoreProblem):
    """Somebody else holds the room."""

    def __init__(self, room: str) -> None:
        super().__init__(
            f"{room}호는 이미 다른 신청자에게 제안했거나 계약한 방입니다. "
            "배치도를 새로 읽고 빈 방을 고르세요."
        )


class CaseHolds(StoreProblem):
    """The household holds a room already."""

    def __init__(self) -> None:
        super().__init__("이 신청자는 이미 방을 제안받았거나 계약했습니다. 한 세대에 한 방입니다.")


class AlreadyWaiting(StoreProblem):
    """The case stands on the waiting list already."""

    def __init__(self) -> None:
        super().__init__("이 신청자는 이미 예비입주자 명단에 있습니다.")


class AlreadyAsked(StoreProblem):
    """A request of this kind to the applicant is still open."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"이 신청자의 {kind}이(가) 아직 끝나지 않았습니다. 먼저 끝내거나 거두세요."
        )


class DrawStands(StoreProblem):
    """A draw upon this roster stands: a second one needs it annulled first."""

    def __init__(self) -> None:
        super().__init__(
            "이 명부로 한 추첨이 있습니다. 다시 추첨하려면 먼저 사유를 적어 앞의 추첨을 "
            "무효로 하세요. 무효로 한 추첨도 기록에 남습니다."
        )


REFUSALS = {
    "proposal_four_eyes": "올린 사람이나 마지막으로 고친 사람은 결재할 수 없습니다.",
    "proposal_stays": "이미 결재했거나 효력을 잃은 건입니다. 목록을 새로 읽으세요.",
    "proposal_begins": "결재는 올린 뒤에만 할 수 있습니다.",
    "letter_approved": "승인된 심사표가 없어 통지문을 낼 수 없습니다.",
}


class SameId(StoreProblem):
    """Two rows of one table carry the same id, so that one of them would be lost."""

    def __init__(self, table: str) -> None:
        super().__init__(f"같은 식별자를 쓰는 줄이 둘 있습니다({table}). 하나의 id를 바꾸세요.")


class TooLarge(StoreProblem):
    """A number does not fit into the store."""

    def __init__(self) -> None:
        super().__init__("너무 큰 수가 있어 저장하지 않았습니다. 금액과 수를 다시 확인하세요.")


class Busy(StoreProblem):
    """Another window or program holds the store for too long."""

    def __init__(self) -> None:
        super().__init__("다른 창이나 프로그램이 자료를 쓰고 있습니다. 잠시 뒤에 다시 하세요.")


class NotWritten(StoreProblem):
    """The disk is full or broken; nothing of the change was kept."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: 저장하지 못했습니다. 앞서 저장한 것은 그대로입니다. "
            "디스크에 빈 자리가 있는지 확인하고 다시 하세요."
        )


class KeyProblem(StoreProblem):
    """The key of a store cannot be had."""


class WrongPassword(KeyProblem):
    """The password is not that of the login. `left` is how often one may still try, if known."""

    def __init__(self, left: int | None = None) -> None:
        more = "" if left is None else f" {left}번 더 틀리면 잠깁니다."
        super().__init__(f"아이디나 비밀번호가 맞지 않습니다.{more}")
        self.left = left


class LockedOut(KeyProblem):
    """Too many wrong passwords. Waiting does not help, so no clock can be turned against it."""

    def __init__(self) -> None:
        super().__init__(
            "비밀번호를 여러 번 틀려 잠겼습니다. 관리 담당자에게 풀어 달라고 하거나, "
            "복구 열쇠로 새 비밀번호를 정하세요."
        )


class KeyringGone(KeyProblem):
    """The OS keyring of this computer does not give (or take, `making`) the device secret."""

    def __init__(self, why: str, making: bool = False) -> None:
        way = (
            "더 약한 열쇠는 만들지 않았습니다."
            if making
            else "그래도 안 되면 복구 열쇠로 들어가거나 관리 담당자에게 비밀번호를 다시 받으세요."
        )
        super().__init__(f"{why} 열쇠 보관함의 잠금을 풀고 다시 하세요. {way}")


class RecoveryMistyped(KeyProblem):
    """What was typed cannot be a recovery key. `place` is the word that is wrong, from 1."""

    def __init__(self, words: str, place: int | None = None) -> None:
        super().__init__(words)
        self.place = place


class WrongRecovery(KeyProblem):
    """A well-formed recovery key that is not that of this office or backup."""

    def __init__(self) -> None:
        super().__init__(
            "이 사무실의 복구 열쇠가 아닙니다. 새로 만든 적이 있으면 가장 나중 종이를 쓰세요."
        )


class Damaged(StoreProblem):
    """The key is right but the store is not whole: a page does not fit, or the file is gone.

    `backup` is the newest verified backup, if there is one.
    """

    def __init__(
        self, path: Path, backup: Path | None = None, made: str = "", missing: bool = False
    ) -> None:
        what = "자료 파일이 없습니다." if missing else "자료 파일이 손상되었습니다."
        way = (
            f"확인된 최근 백업({made}, {backup.name})에서 복원하세요."
            if backup
            else "백업 파일을 찾아 복원하세요."
        )
        super().__init__(f"{path}: {what} {way} 손상된 파일은 지우지 않고 따로 둡니다.")
        self.path = path
        self.backup = backup


class NotDamaged(StoreProblem):
    """The store is whole: it is not put aside for an older one by a password alone."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: 자료가 온전하여 백업으로 되돌리지 않았습니다. 들어가기를 다시 하세요. "
            "그래도 되돌려야 하면 복구 열쇠로 복원하세요."
        )


class UnsafePlace(StoreProblem):
    """The folder is on a network or is synced by another program; a store breaks there."""

    def __init__(self, folder: Path, what: str) -> None:
        super().__init__(
            f"{folder}: {what} 안에는 자료를 두지 않습니다. 여러 컴퓨터가 함께 고치면 깨지고 "
            "밖으로 새어 나갑니다. 이 컴퓨터의 다른 폴더를 쓰세요."
        )


class InUse(StoreProblem):
    """Another window has the store open, and what was asked needs it alone.

    `act` is a noun that takes 하다 (복원, 시작).
    """

    def __init__(self, act: str) -> None:
        super().__init__(
            f"다른 창이 이 자료를 쓰고 있어 {act}할 수 없습니다. 그 창을 먼저 닫으세요."
        )
