"""Frozen sheets (심사표): facts, notice, findings and letter of one moment, as canonical JSON.

What an approval binds is the SHA-256 of these bytes; a letter is printed from them alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, cast
from uuid import UUID, uuid4

from pydantic import TypeAdapter, ValidationError

from ipju.domain import printed
from ipju.domain.account import Account
from ipju.domain.case import Case
from ipju.domain.decision import FrozenSheet, Matter, Verdict
from ipju.domain.finding import Finding, Outcome
from ipju.rules.points_total import Points
from ipju.services.examine import examine
from ipju.services.exchange import dump_case
from ipju.services.letters import CannotPrint, Sheet, build
from ipju.services.notice_of import notice_of
from ipju.services.office import Office
from ipju.services.ports import UnitOfWork

DecisionLetter = printed.Decision | printed.SupplementRequest | printed.TitleAnalysis

_FORMS = {
    (Matter.PERSON, Verdict.ELIGIBLE): "eligible",
    (Matter.PERSON, Verdict.INELIGIBLE): "ineligible",
    (Matter.PERSON, Verdict.SUPPLEMENT): "supplement",
    (Matter.HOME, Verdict.ELIGIBLE): "title",
    (Matter.HOME, Verdict.INELIGIBLE): "title",
}
_MODELS: dict[str, Any] = {
    "eligible": printed.Decision,
    "ineligible": printed.Decision,
    "supplement": printed.SupplementRequest,
    "title": printed.TitleAnalysis,
}
DECISION_FORMS = tuple(_MODELS)
"""Forms that tell a decision: they leave the office only upon an approved sheet."""

EDITS = ("open", "import", "record")
"""Ledger actions that edit the facts of a case, as the store counts them."""


class CannotDecide(ValueError):
    """A decision cannot be proposed, made or issued; the message says why and the way out."""


class NotWhole(CannotDecide):
    """What lies in the store is not what the program wrote."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what}: 프로그램을 거치지 않고 고친 흔적이 있어 쓰지 않습니다. "
            "개인정보 담당자에게 알리고 백업과 대조하세요."
        )


class Unaccounted(CannotDecide):
    """The ledger does not tell who made the facts as they stand in the store."""

    def __init__(self) -> None:
        super().__init__(
            "지금의 사실을 누가 적었는지 장부와 맞지 않아 결재할 수 없습니다. 개인정보 담당자에게 "
            "알리고, 사실을 확인한 담당자가 사례를 고쳐 저장한 뒤 다시 올리세요."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a frozen sheet says. `edited_by` is an account id in hex, empty where nobody edited.

    `letter` is the print model of the letter that the verdict leads to (form `form`), without
    number, names and day of sending; None when nothing is sent (보류).
    """

    case: Case
    notice: str
    notice_digest: str
    reviewed_on: date
    matter: Matter
    verdict: Verdict
    findings: tuple[Finding, ...]
    points: Points
    edited_by: str
    edited_at: datetime | None
    form: str
    letter: DecisionLetter | None


def form_of(matter: Matter, verdict: Verdict) -> str:
    """Return the form of the letter a verdict leads to; empty for 보류, which sends none.

    CannotDecide for a verdict that there is not on this matter.
    """
    if verdict is Verdict.HOLD:
        return ""
    if (matter, verdict) not in _FORMS:
        raise CannotDecide(
            f"{matter.label}에는 {verdict.label} 결정이 없습니다. 자격으로 올리거나 보류하세요."
        )
    return _FORMS[matter, verdict]


def last_editor(office: Office, unit: UnitOfWork, case: Case) -> str:
    """Return who edited a case last (account id in hex).

    Unaccounted when the ledger does not bear the facts as they stand. Cases that were invented
    in bulk for practice (연습) have no editor: an empty text.
    """
    editor = unit.ledger.last_editor(case.id, case.version)
    if editor is not None:
        return editor
    if office.practice and case.version == 1 and not _edited_at(office, case):
        return ""
    raise Unaccounted


def _edited_at(office: Office, case: Case) -> tuple[datetime, ...]:
    """Return when a case was edited (UTC), by the rows of the ledger, the newest first."""
    return tuple(one[0] for one in office.store.acts(case.id, 10_000) if one[2] in EDITS)


def content_of(
    office: Office, unit: UnitOfWork, case: Case, matter: Matter, verdict: Verdict
) -> Content:
    """Judge a stored case and return what is to be frozen of it.

    CannotPrint when the case does not bear the verdict, Unaccounted as `last_editor`.
    """
    today = office.clock.today()
    notice = notice_of(office.notices, case)
    digest = office.notices.digest(case.notice)
    judgement = examine(case, notice, today)
    form = form_of(matter, verdict)
    letter: DecisionLetter | None = None
    if form:
        sheet = Sheet(
            case=case,
            notice=notice,
            notice_digest=digest,
            judgement=judgement,
            on=today,
            officer=office.actor.name,
        )
        letter = cast("DecisionLetter", build(form, sheet))
    if isinstance(letter, printed.TitleAnalysis):
        _refuse_other_result(letter, verdict)
        if letter.possible and judgement.person not in (Outcome.PASS, Outcome.NA):
            raise CannotPrint(
                f"신청자의 자격이 {judgement.person.label}이라 계약 가능을 올릴 수 없습니다. "
                "자격을 먼저 정하세요."
            )
    editor = last_editor(office, unit, case)
    return Content(
        case=case,
        notice=case.notice,
        notice_digest=digest,
        reviewed_on=today,
        matter=matter,
        verdict=verdict,
        findings=judgement.findings,
        points=judgement.points,
        edited_by=editor,
        edited_at=_edited_at(office, case)[0] if editor else None,
        form=form,
        letter=letter,
    )


def _refuse_other_result(letter: printed.TitleAnalysis, verdict: Verdict) -> None:
    if letter.possible is not (verdict is Verdict.ELIGIBLE):
        found = "계약 가능" if letter.possible else "계약 불가"
        raise CannotPrint(f"권리분석 결과가 {found}이므로 {verdict.label}으로 올릴 수 없습니다.")


def frozen(content: Content, by: UUID, at: datetime) -> FrozenSheet:
    """Return the frozen sheet of a content, as of a moment in UTC."""
    data = written(content)
    return FrozenSheet(
        id=uuid4(),
        case_id=content.case.id,
        version=content.case.version,
        reviewed_on=content.reviewed_on,
        notice=content.notice,
        notice_digest=content.notice_digest,
        frozen_at=at,
        frozen_by=by,
        content=data,
        digest=hashlib.sha256(data).hexdigest(),
    )


def canonical(values: object) -> bytes:
    """Return JSON-ready values as the one text there is for them: sorted keys, UTF-8."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def written(content: Content) -> bytes:
    """Return the canonical JSON of a content."""
    return canonical(
        {
            "case": dump_case(content.case),
            "notice": content.notice,
            "notice_digest": content.notice_digest,
            "reviewed_on": content.reviewed_on.isoformat(),
            "matter": content.matter.value,
            "verdict": content.verdict.value,
            "findings": _adapter(tuple[Finding, ...]).dump_python(content.findings, mode="json"),
            "points": _adapter(Points).dump_python(content.points, mode="json"),
            "edited_by": content.edited_by,
            "edited_at": content.edited_at.isoformat() if content.edited_at else None,
            "form": content.form,
            "letter": _letter_values(content),
        }
    )


def _letter_values(content: Content) -> object:
    if content.letter is None:
        return None
    return _adapter(_MODELS[content.form]).dump_python(content.letter, mode="json")


def read(sheet: FrozenSheet) -> Content:
    """Return what a sheet says; NotWhole when bytes, digest and columns don't fit together."""
    if hashlib.sha256(sheet.content).hexdigest() != sheet.digest:
        raise NotWhole("심사표")
    values = json.loads(sheet.content)
    try:
        content = _content(values)
    except (ValidationError, KeyError, ValueError):
        raise NotWhole("심사표") from None
    told = (content.case.id, content.case.version, content.notice, content.notice_digest)
    kept = (sheet.case_id, sheet.version, sheet.notice, sheet.notice_digest)
    if told != kept or content.reviewed_on != sheet.reviewed_on:
        raise NotWhole("심사표")
    return content


def _content(values: dict[str, Any]) -> Content:
    form = str(values["form"])
    letter = _adapter(_MODELS[form]).validate_python(values["letter"]) if form else None
    edited_at = values["edited_at"]
    return Content(
        case=_adapter(Case).validate_python(values["case"]),
        notice=values["notice"],
        notice_digest=values["notice_digest"],
        reviewed_on=date.fromisoformat(values["reviewed_on"]),
        matter=Matter.of(values["matter"]),
        verdict=Verdict.of(values["verdict"]),
        findings=_adapter(tuple[Finding, ...]).validate_python(values["findings"]),
        points=_adapter(Points).validate_python(values["points"]),
        edited_by=values["edited_by"],
        edited_at=datetime.fromisoformat(edited_at) if edited_at else None,
        form=form,
        letter=letter,
    )


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def same_facts(content: Content, case: Case) -> bool:
    """Tell whether a case still holds exactly the facts that were frozen."""
    return canonical(dump_case(content.case)) == canonical(dump_case(case))


def fingerprint(digest: str) -> str:
    """Return the short form of a digest that screen and letter show (지문)."""
    text = digest[:8].upper()
    return f"{text[:4]} {text[4:]}"


def names_of(staff: Iterable[Account]) -> dict[str, str]:
    """Return the names of the staff by account id in hex."""
    return {one.id.hex: one.name for one in staff}


def name_of(names: dict[str, str], account: UUID | str | None) -> str:
    """Return one name; an account nobody knows is shown as such."""
    if not account:
        return ""
    key = account.hex if isinstance(account, UUID) else account
    return names.get(key, "모르는 계정")
