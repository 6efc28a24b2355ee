"""권리분석: the grounds that exclude a home (지원 제외주택 1–8호)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ipju.domain.dates import spoken
from ipju.domain.dwelling import Dwelling, LandlordKind
from ipju.domain.finding import Choice, Finding, Outcome, Question, Reading
from ipju.domain.notice import Notice, TitleTerms
from ipju.domain.register import Entry, EntryKind, EntryStatus, RegisterKind, Section
from ipju.domain.replacing import replace
from ipju.rules.entries import (
    Owners,
    confirm,
    current_extracts,
    label_of,
    needed_registers,
    owners_of,
    pending,
    standing,
    unread,
)
from ipju.rules.facts import Facts
from ipju.rules.recorded import ask, at, lacking, on_dwelling, read, settle, yes_or_no

GROUNDS = frozenset({
    EntryKind.SEIZURE, EntryKind.PROVISIONAL_SEIZURE, EntryKind.PROVISIONAL_REGISTRATION,
    EntryKind.AUCTION, EntryKind.INJUNCTION,
})  # fmt: skip
ALLOW_OR_REFUSE = {"allow": Outcome.PASS, "refuse": Outcome.FAIL}


def _terms(notice: Notice) -> TitleTerms | None:
    return notice.title_review


@dataclass(frozen=True, slots=True)
class _Grounds:
    """Entries that bar the home on one day, what is missing to tell, and remarks."""

    found: tuple[Entry, ...]
    missing: tuple[Reading, ...]
    notes: tuple[str, ...]

    @property
    def outcome(self) -> Outcome:
        if self.found:
            return Outcome.FAIL
        return Outcome.MISSING if self.missing else Outcome.PASS


def _on(home: Dwelling, day: date) -> _Grounds:
    found: list[Entry] = []
    missing = list(unread(home, (Section.A, Section.B)))
    notes = list(pending(home))
    for extract in current_extracts(home):
        for entry in extract.entries:
            now = standing(entry, extract, day)
            if now is not EntryStatus.CANCELLED:
                _weigh(entry, now, found, missing, notes)
        if extract.viewed_on is not None and extract.viewed_on < (home.insurance_on or date.min):
            notes.append(
                f"{extract.kind.label} 등기를 본 날({extract.viewed_on})이 보험에 가입하는 날보다 "
                "이릅니다. 그날 다시 확인하세요."
            )
    return _Grounds(tuple(found), tuple(missing), tuple(dict.fromkeys(notes)))


def _weigh(
    entry: Entry, now: EntryStatus, found: list[Entry], missing: list[Reading], notes: list[str]
) -> None:
    """Sort one standing entry into ground, open point or remark."""
    if entry.kind is EntryKind.UNKNOWN:
        label = f"{entry.section.label} {entry.rank} 등기목적"
        missing.append(ask(label, "extracts.entries.kind", entry.id))
    elif entry.kind is EntryKind.NOTICE or (entry.kind in GROUNDS and entry.section is Section.A):
        if entry.kind is EntryKind.INJUNCTION and entry.limits_disposal is False:
            notes.append(f"{label_of(entry)}: 처분을 제한하지 않는 가처분으로 보았습니다.")
        elif now is EntryStatus.UNKNOWN:
            missing.append(confirm(entry))
        elif entry.kind is EntryKind.INJUNCTION and entry.limits_disposal is None:
            label = f"{label_of(entry)}의 처분 제한 여부"
            missing.append(ask(label, "extracts.entries.limits_disposal", entry.id))
        else:
            found.append(entry)
    elif entry.kind in GROUNDS:
        notes.append(
            f"{label_of(entry)}: 을구 권리에 대한 것이어서 주택의 제외 사유로 보지 않았습니다."
        )
    elif entry.kind is EntryKind.RESTRICTION:
        notes.append(
            f"{label_of(entry)}: 소유권 행사를 제한하는지 확인하세요. {entry.purpose}".strip()
        )


@on_dwelling("seizure", _terms, lambda terms: terms.clause)
def seizure(
    facts: Facts, notice: Notice, terms: TitleTerms, home: Dwelling, blank: Finding
) -> Finding:
    """No seizure, provisional seizure or registration, limiting injunction or notice (1호).

    The insurance date decides; where the other day of the notice is recorded and gives another
    outcome, an officer does (B24).
    """
    day = home.insurance_on or facts.reviewed_on
    grounds = _on(home, day)
    finding = replace(
        blank,
        target=at("extracts"),
        notes=grounds.notes,
        readings=(
            read("기준일", spoken(day), "insurance_on"),
            *(
                read(label_of(one), one.holder or one.purpose or "유효", "extracts.entries", one.id)
                for one in grounds.found
            ),
        ),
    )
    if grounds.found:
        names = ", ".join(label_of(one) for one in grounds.found)
        finding = replace(
            finding,
            outcome=Outcome.FAIL,
            value=f"{len(grounds.found)}건",
            target=at("extracts.entries", grounds.found[0].id),
            sentence=f"등기에 {names} 기록이 있어 지원에서 제외됩니다.",
        )
    elif grounds.missing:
        finding = lacking(finding, *grounds.missing)
    else:
        finding = replace(
            finding,
            outcome=Outcome.PASS,
            value="없음",
            sentence="압류·가압류·가등기, 처분을 제한하는 가처분, 예고등기가 없습니다.",
        )
    if home.opposable_on is None or home.opposable_on == day:
        return finding
    other = _on(home, home.opposable_on).outcome
    if other is finding.outcome or Outcome.MISSING in (other, finding.outcome):
        return finding
    question = Question(
        id="seizure/B24",
        text="두 기준일의 결과가 다릅니다. 어느 날을 기준으로 보는지 정하세요.",
        quote="보험에 가입하는 날을 기준으로 … 대항요건과 확정일자 모두를 갖춘 날 기준",
        choices=(
            Choice(id="insurance", text=f"보험에 가입하는 날 {day}: {finding.outcome.label}"),
            Choice(id="opposable", text=f"대항요건을 갖춘 날 {home.opposable_on}: {other.label}"),
        ),
    )
    return settle(finding, facts, question, {"insurance": finding.outcome, "opposable": other})


@on_dwelling("unregistered", _terms, lambda terms: terms.clause)
def unregistered(
    facts: Facts, notice: Notice, terms: TitleTerms, home: Dwelling, blank: Finding
) -> Finding:
    """The building is registered (4호); an extract of it proves that it is."""
    answer = home.unregistered
    if answer is None and any(one.kind is not RegisterKind.LAND for one in home.extracts):
        answer = False
    return yes_or_no(
        blank,
        answer,
        good=False,
        ask_for=ask("건물 등기 여부", "unregistered"),
        words=("등기 있음", "미등기"),
        sentences=("등기된 건물입니다.", "미등기 건물이어서 지원에서 제외됩니다."),
    )


@on_dwelling("already-insured", _terms, lambda terms: terms.clause)
def already_insured(
    facts: Facts, notice: Notice, terms: TitleTerms, home: Dwelling, blank: Finding
) -> Finding:
    """The lease is not already under a deposit guarantee insurance (5호)."""
    return yes_or_no(
        blank,
        home.already_insured,
        good=False,
        ask_for=ask("전세금보장 신용보험 가입 여부", "already_insured"),
        words=("가입되지 않음", "이미 가입됨"),
        sentences=(
            "전세금보장 신용보험에 가입된 계약이 아닙니다.",
            "전세금보장 신용보험에 이미 가입된 계약이어서 지원에서 제외됩니다.",
        ),
    )


@on_dwelling("demolition", _terms, lambda terms: terms.clause)
def demolition(
    facts: Facts, notice: Notice, terms: TitleTerms, home: Dwelling, blank: Finding
) -> Finding:
    """No redevelopment, reconstruction or other demolition is planned (6호)."""
    return yes_or_no(
        blank,
        home.demolition_planned,
        good=False,
        ask_for=ask("철거 예정 여부", "demolition_planned"),
        words=("철거 예정 아님", "철거 예정"),
        sentences=(
            "재개발·재건축 등으로 철거될 곳이 아닙니다.",
            "재개발·재건축 등으로 철거될 곳이어서 지원에서 제외됩니다.",
        ),
    )


def _b28(rule: str, text: str, quote: str) -> Question:
    return Question(
        id=f"{rule}/B28",
        text=text,
        quote=quote,
        choices=(
            Choice(id="allow", text="제외 사유로 보지 않음 (적합)"),
            Choice(id="refuse", text="제외 사유로 봄 (부적합)"),
        ),
    )


@on_dwelling("landlord-corporate", _terms, lambda terms: terms.clause)
def landlord_corporate(
    facts: Facts, notice: Notice, terms: TitleTerms, home: Dwelling, blank: Finding
) -> Finding:
    """The landlord is neither a housing builder nor a corporation (7호); trusts: B28."""
    day = home.insurance_on or facts.reviewed_on
    owners = [owners_of(one, day) for one in current_extracts(home)]
    blank = replace(
        blank,
        target=at("landlords"),
        readings=tuple(
            read(f"임대인 {one.name}".strip(), one.kind.label, "landlords.kind", one.id)
            for one in home.landlords
            if one.kind is not None
        ),
    )
    kinds = {one.kind for one in home.landlords}
    barred = [one for one in (LandlordKind.BUILDER, LandlordKind.CORPORATION) if one in kinds]
    if barred:
        return replace(
            blank,
            outcome=Outcome.FAIL,
            value=barred[0].label,
            sentence=f"임대인이 {barred[0].label}이어서 지원에서 제외됩니다."
            if barred[0] is LandlordKind.CORPORATION
            else "임대인이 주택건설업체여서 지원에서 제외됩니다.",
        )
    if not home.landlords:
        return lacking(blank, ask("임대인", "landlords"))
    doubtful = [one for one in (LandlordKind.ASSOCIATION, LandlordKind.TRUSTEE) if one in kinds]
    trust = any(one.trust for one in owners)
    if doubtful or trust:
        what = doubtful[0].label if doubtful else "신탁등기"
        finding = replace(blank, value=what, sentence=f"임대인 쪽 확인: {what}.")
        text = "법인인 임대인과 같이 볼지 정하세요."
        return settle(
            finding,
            facts,
            _b28(blank.rule, text, "임대인이 주택건설업체 또는 법인인 경우"),
            ALLOW_OR_REFUSE,
        )
    gaps = [
        ask(f"임대인 {one.name}의 종류", "landlords.kind", one.id)
        for one in home.landlords
        if one.kind is None
    ]
    gaps += [gap for one in owners for gap in one.missing if "신탁" in gap.label]
    if gaps:
        return lacking(blank, *gaps)
    return replace(blank, outcome=Outcome.PASS, value="개인", sentence="임대인이 개인입니다.")


def _shares(owners: Owners) -> str:
    names = {owner.name: owner for owner in owners.listed}
    return ", ".join(f"{name} {one.numerator}/{one.denominator}" for name, one in names.items())


def _compared(building: Owners, lands: Iterable[Owners], *, unit: bool) -> bool | None:
    """True = the same, False = nobody in common, None = partly different (B28)."""
    seen: set[bool | None] = set()
    for land in lands:
        if building.trust is not land.trust:
            seen.add(None)
        elif unit:
            # The land below a block of units belongs to many: each unit's owner must be there.
            there = building.names <= land.names
            seen.add(True if there else None if building.names & land.names else False)
        elif building.shares == land.shares:
            seen.add(True)
        else:
            seen.add(None if building.names & land.names else False)
    return seen.pop() if len(seen) == 1 else None


@on_dwelling("owner-mismatch", _terms, lambda terms: terms.clause)
def owner_mismatch(
    facts: Facts, notice: Notice, terms: TitleTerms, home: Dwelling, blank: Finding
) -> Finding:
    """Land and building have the same owner (2호); a unit with 대지권 has."""
    day = home.insurance_on or facts.reviewed_on
    extracts = current_extracts(home)
    needed = needed_registers(home, extracts)
    houses = [one for one in extracts if one.kind is needed[0]]
    lands = [one for one in extracts if one.kind is RegisterKind.LAND]
    owners = {one.id: owners_of(one, day) for one in (*houses, *lands)}
    unit = needed[0] is RegisterKind.UNIT
    joined = unit and not any(one.land_right_missing for one in houses)
    compared = houses if joined else [*houses, *lands]
    blank = replace(
        blank,
        target=at("extracts"),
        notes=_landlord_note(home, [owners[one.id] for one in houses]),
        readings=tuple(
            read(f"{one.kind.label} 소유자", _shares(owners[one.id]), "extracts.entries", one.id)
            for one in compared
            if owners[one.id].listed
        ),
    )
    missing = list(unread(home, (Section.A,)))
    missing += [gap for one in compared for gap in owners[one.id].missing]
    if missing:
        return lacking(blank, *dict.fromkeys(missing))
    same = True if joined else _compared(
        owners[houses[0].id], [owners[one.id] for one in lands], unit=unit
    )  # fmt: skip
    if same is True:
        return replace(
            blank,
            outcome=Outcome.PASS,
            value="같음",
            sentence="대지권이 등기된 집합건물입니다."
            if joined
            else "토지와 건물의 소유자가 같습니다.",
        )
    if same is False:
        return replace(
            blank,
            outcome=Outcome.FAIL,
            value="다름",
            sentence="토지와 건물의 소유자가 달라 지원에서 제외됩니다.",
        )
    return settle(
        replace(blank, value="일부 다름", sentence="토지와 건물의 소유자나 지분이 일부 다릅니다."),
        facts,
        _b28(blank.rule, "제외 사유로 볼지 정하세요.", "토지와 건물의 소유자가 다른 주택"),
        ALLOW_OR_REFUSE,
    )


def _landlord_note(home: Dwelling, houses: list[Owners]) -> tuple[str, ...]:
    owners = {one.name.replace(" ", "") for house in houses for one in house.listed} - {""}
    landlords = {one.name.replace(" ", "") for one in home.landlords} - {""}
    if owners and landlords and owners != landlords:
        return ("임대인과 등기의 소유자가 다릅니다. 임대할 권한을 확인하세요.",)
    return ()
