"""The dwelling (대상주택): place, kind, area, whole unit, sale, violation, relatives, insurance."""

from __future__ import annotations

from ipju.domain.area import square_metres
from ipju.domain.dwelling import Dwelling, DwellingKind, Landlord
from ipju.domain.finding import Finding, Outcome, Reading, Threshold, Unit
from ipju.domain.notice import DwellingTerms, Notice
from ipju.domain.person import Register, Relation
from ipju.domain.replacing import replace
from ipju.rules.claims import owners_on_record
from ipju.rules.facts import Facts
from ipju.rules.outcome import agree
from ipju.rules.recorded import ask, at, lacking, on_dwelling, read, yes_or_no

LINEAL = frozenset({
    Relation.PARENT, Relation.GRANDPARENT, Relation.SPOUSE_PARENT, Relation.SPOUSE_GRANDPARENT,
    Relation.CHILD, Relation.GRANDCHILD, Relation.SPOUSE_CHILD, Relation.SPOUSE_GRANDCHILD,
})  # fmt: skip
CHILDS_SPOUSE = frozenset(
    {Relation.CHILD_SPOUSE, Relation.GRANDCHILD_SPOUSE, Relation.SPOUSE_CHILD_SPOUSE}
)
STEP = frozenset({Relation.STEP_PARENT, Relation.SPOUSE_STEP_PARENT})
# A detached house is one home: it has no other unit whose page could carry a mark.
_ALONE = frozenset({DwellingKind.DETACHED})


def _terms(notice: Notice) -> DwellingTerms | None:
    return notice.dwelling


@on_dwelling("dwelling-place", _terms, lambda terms: terms.place_clause)
def dwelling_place(
    facts: Facts, notice: Notice, terms: DwellingTerms, home: Dwelling, blank: Finding
) -> Finding:
    """The home lies in Seoul (사업지역)."""
    return yes_or_no(
        blank,
        home.in_seoul,
        good=True,
        ask_for=ask("주택 소재지(서울 여부)", "in_seoul"),
        words=("서울", "서울 밖"),
        sentences=(
            "주택이 서울특별시 안에 있습니다.",
            "주택이 서울특별시 밖에 있어 지원 대상이 아닙니다.",
        ),
    )


def _officetel(home: Dwelling, blank: Finding) -> Finding:
    parts = (
        ("전입신고", home.move_in_report, "move_in_report"),
        ("바닥 난방", home.floor_heating, "floor_heating"),
        ("취사시설", home.kitchen, "kitchen"),
        ("화장실", home.toilet, "toilet"),
    )
    absent = [label for label, there, _ in parts if there is False]
    readings = blank.readings + tuple(
        read(label, "있음" if there else "없음", field)
        for label, there, field in parts
        if there is not None
    )
    if absent:
        return replace(
            blank,
            outcome=Outcome.FAIL,
            readings=readings,
            sentence=f"주거용 오피스텔이 갖추지 않은 것이 있습니다: {', '.join(absent)}.",
        )
    unknown = tuple(ask(label, field) for label, there, field in parts if there is None)
    if unknown:
        return replace(lacking(blank, *unknown), value=blank.value, readings=readings)
    return replace(
        blank,
        outcome=Outcome.PASS,
        readings=readings,
        sentence="전입신고, 바닥 난방, 취사시설, 화장실을 갖춘 주거용 오피스텔입니다.",
    )


@on_dwelling("dwelling-kind", _terms, lambda terms: terms.kind_clause)
def dwelling_kind(
    facts: Facts, notice: Notice, terms: DwellingTerms, home: Dwelling, blank: Finding
) -> Finding:
    """The building ledger (건축물대장) shows a kind that the notice supports."""
    kinds = Threshold(key="dwelling.kinds", text=", ".join(one.label for one in terms.kinds))
    blank = replace(blank, thresholds=(kinds,), target=at("kind"))
    if home.kind is None:
        return lacking(blank, ask("주택 유형", "kind"))
    blank = replace(
        blank, value=home.kind.label, readings=(read("주택 유형", home.kind.label, "kind"),)
    )
    if home.kind not in terms.kinds:
        return replace(
            blank,
            outcome=Outcome.FAIL,
            sentence=f"건축물대장의 주택 유형({home.kind.label})이 지원 대상이 아닙니다.",
        )
    if home.kind is DwellingKind.OFFICETEL:
        return _officetel(home, blank)
    residential = home.ledger.residential_use
    if residential is False:
        return replace(
            blank,
            outcome=Outcome.FAIL,
            target=at("ledger.residential_use"),
            readings=(
                *blank.readings,
                read("빌리는 부분", "주거용 아님", "ledger.residential_use"),
            ),
            sentence="건축물대장에서 빌리는 부분의 용도가 주거용이 아니어서 지원할 수 없습니다.",
        )
    if home.kind is DwellingKind.SHOP and residential is None:
        missing = ask("빌리는 부분의 용도(주거용 여부)", "ledger.residential_use")
        return replace(lacking(blank, missing), value=blank.value)
    return replace(
        blank,
        outcome=Outcome.PASS,
        sentence=f"건축물대장의 주택 유형({home.kind.label})이 지원 대상입니다.",
    )


def _area_margin(slack: int) -> str:
    if slack == 0:
        return "한도와 같음"
    return f"여유 {square_metres(slack)}" if slack > 0 else f"{square_metres(-slack)} 초과"


@on_dwelling("dwelling-area", _terms, lambda terms: terms.area_clause)
def _area_of_one_household(
    facts: Facts, notice: Notice, terms: DwellingTerms, home: Dwelling, blank: Finding
) -> Finding:
    size = facts.household.size
    family = size >= terms.family_from
    bound = terms.area_family if family else terms.area_single
    blank = replace(
        blank,
        target=at("area"),
        limit=square_metres(bound),
        thresholds=(
            Threshold(key="dwelling.area_single", text=square_metres(terms.area_single)),
            Threshold(key="dwelling.area_family", text=square_metres(terms.area_family)),
            Threshold(key="dwelling.family_from", text=f"{terms.family_from}인"),
        ),
        readings=(Reading(label="가구원수", value=f"{size}인"),),
    )
    if home.area is None:
        return lacking(blank, ask("전용면적", "area"))
    # The other reading of B21: those who stand on the applicant's own register.
    there = sum(one.register in (None, Register.APPLICANT) for one in facts.case.people)
    other = terms.area_family if max(there, 1) >= terms.family_from else terms.area_single
    passed = home.area <= bound
    note = (
        f"함께 사는 사람({max(there, 1)}인)으로 세면 한도가 {square_metres(other)}가 되어 결과가 "
        f"달라집니다. 가구원수({size}인)로 보았습니다."
    )
    shown = square_metres(home.area)
    limit = square_metres(bound)
    return replace(
        blank,
        outcome=Outcome.PASS if passed else Outcome.FAIL,
        value=shown,
        margin=_area_margin(bound - home.area),
        unit=Unit.AREA,
        amount=home.area,
        bound=bound,
        slack=bound - home.area,
        readings=(read("전용면적", shown, "area"), *blank.readings),
        notes=(note,) if (home.area <= other) is not passed else (),
        sentence=(
            f"{size}인 가구의 한도는 전용면적 {limit}이고 이 주택은 {shown}입니다."
            + ("" if passed else " 한도를 넘어 지원할 수 없습니다.")
        ),
    )


def dwelling_area(facts: Facts, notice: Notice) -> Finding:
    """Exclusive area (전용면적) in hundredths of a ㎡ is within the limit of the household size."""
    return agree(_area_of_one_household, facts, notice)


@on_dwelling("whole-unit", _terms, lambda terms: terms.unit_clause)
def whole_unit(
    facts: Facts, notice: Notice, terms: DwellingTerms, home: Dwelling, blank: Finding
) -> Finding:
    """The whole unit is let, not a part of a partitioned household."""
    return yes_or_no(
        blank,
        home.whole_unit,
        good=True,
        ask_for=ask("한 세대 전체 임대 여부", "whole_unit"),
        words=("세대 전체", "일부분"),
        sentences=(
            "구분된 세대 전체를 빌립니다.",
            "구분된 세대의 일부분만 빌리는 계약이어서 지원할 수 없습니다.",
        ),
    )


@on_dwelling("for-sale", _terms, lambda terms: terms.sale_clause)
def for_sale(
    facts: Facts, notice: Notice, terms: DwellingTerms, home: Dwelling, blank: Finding
) -> Finding:
    """The home is not being sold (매매 중)."""
    return yes_or_no(
        blank,
        home.for_sale,
        good=False,
        ask_for=ask("매매 중 여부", "for_sale"),
        words=("매매 중 아님", "매매 중"),
        sentences=("매매 중인 주택이 아닙니다.", "매매 중인 주택이어서 지원에서 제외됩니다."),
    )


@on_dwelling("insurable", _terms, lambda terms: terms.insurance_clause)
def insurable(
    facts: Facts, notice: Notice, terms: DwellingTerms, home: Dwelling, blank: Finding
) -> Finding:
    """Deposit insurance (보증보험) can be taken out for the home."""
    return yes_or_no(
        blank,
        home.insurable,
        good=True,
        ask_for=ask("보증보험 가입 가능 여부", "insurable"),
        words=("가입 가능", "가입 불가"),
        sentences=(
            "보증금 보장 보험에 가입할 수 있는 주택입니다.",
            "보증금 보장 보험에 가입할 수 없는 주택이어서 지원할 수 없습니다.",
        ),
    )


@on_dwelling("building-violation", _terms, lambda terms: terms.violation_clause)
def building_violation(
    facts: Facts, notice: Notice, terms: DwellingTerms, home: Dwelling, blank: Finding
) -> Finding:
    """No violation of building law (위반건축물); common parts may carry one for some kinds."""
    ledger = home.ledger
    marks = (
        ("전유부 위반", ledger.violation_own_part, "ledger.violation_own_part"),
        ("공용부 위반", ledger.violation_common_part, "ledger.violation_common_part"),
        ("다른 호 전유부 위반", ledger.violation_other_unit, "ledger.violation_other_unit"),
    )
    allowed = terms.violation_common_allowed
    blank = replace(
        blank,
        target=at("ledger.violation_own_part"),
        thresholds=(
            Threshold(
                key="dwelling.violation_common_allowed",
                text=", ".join(one.label for one in allowed),
            ),
        ),
        readings=tuple(
            read(label, "있음" if mark else "없음", field)
            for label, mark, field in marks
            if mark is not None
        ),
    )
    # Whatever the kind, a mark on the part to be let bars the home.
    strict = home.kind is not None and home.kind not in allowed
    found = [label for label, mark, _ in (marks if strict else marks[:1]) if mark]
    if found:
        return replace(
            blank,
            outcome=Outcome.FAIL,
            value=", ".join(found),
            sentence=f"위반건축물 표시({', '.join(found)})가 있어 지원에서 제외됩니다.",
        )
    needed = marks[:1] if not strict else marks[:2] if home.kind in _ALONE else marks
    missing = tuple(ask(label, field) for label, mark, field in needed if mark is None)
    if home.kind is None:
        missing = (ask("주택 유형", "kind"), *missing)
    if missing:
        return lacking(blank, *missing)
    notes = (
        ("다른 호의 전유부에만 위반 표시가 있습니다. 빌리는 호는 깨끗하므로 적합으로 보았습니다.",)
        if ledger.violation_other_unit
        else ()
    )
    common = "공용부만 위반" if ledger.violation_common_part else "없음"
    return replace(
        blank,
        outcome=Outcome.PASS,
        value=common,
        notes=notes,
        sentence=(
            "공용부분만 위반이고 빌리는 전용부분에는 위반이 없습니다."
            if ledger.violation_common_part
            else "빌리는 부분에 위반건축물 표시가 없습니다."
        ),
    )


def _landlord_gap(one: Landlord) -> Reading | None:
    if one.relation is None and one.related is not False:
        return ask(f"임대인 {one.name or '이름 미상'}의 관계", "landlords.related", one.id)
    return None


@on_dwelling("relative-owner", _terms, lambda terms: terms.relative_clause)
def relative_owner(
    facts: Facts, notice: Notice, terms: DwellingTerms, home: Dwelling, blank: Finding
) -> Finding:
    """No lineal relative of applicant or spouse owns the home, not even a share of it (B28)."""
    blank = replace(blank, target=at("landlords"))
    owners = owners_on_record(home, facts.reviewed_on)
    kin = [
        (one.name or "임대인", one.relation, (one.numerator, one.denominator))
        for one in home.landlords
        if one.relation in LINEAL and one.related is not False
    ]
    for owner in owners:
        person = facts.case.person(owner.person)
        if person is not None and person.relation in LINEAL:
            kin.append((person.name, person.relation, (owner.numerator, owner.denominator)))
    readings = tuple(
        read(
            f"임대인 {one.name}",
            one.relation.label
            if one.relation
            else "관계 없음"
            if one.related is False
            else "미확인",
            "landlords.relation",
            one.id,
        )
        for one in home.landlords
    )
    blank = replace(blank, readings=readings)
    if kin:
        name, relation, (part, whole) = kin[0]
        partly = all(numerator < denominator for _, _, (numerator, denominator) in kin)
        shown = relation.label if relation else ""
        return replace(
            blank,
            outcome=Outcome.FAIL,
            value=f"{shown} 소유",
            notes=(f"{shown}의 지분({part}/{whole})만 있는 주택도 제외로 보았습니다.",)
            if partly
            else (),
            sentence=f"직계 존·비속({shown} {name})이 소유한 주택이어서 지원에서 제외됩니다.",
        )
    if not home.landlords:
        return lacking(blank, ask("임대인", "landlords"))
    gaps = [gap for one in home.landlords if (gap := _landlord_gap(one)) is not None]
    known = {one.name.strip() for one in home.landlords}
    gaps += [
        ask(f"소유자 {one.name}의 관계", "landlords")
        for one in owners
        if one.person is None and one.name.strip() and one.name.strip() not in known
    ]
    if gaps:
        return lacking(blank, *gaps)
    notes = [
        f"임대인({one.name})과의 관계: {one.relation.label}. 직계비속이 아니라고 보았습니다."
        for one in home.landlords
        if one.relation in CHILDS_SPOUSE
    ]
    notes += [
        f"임대인({one.name})과의 관계: {one.relation.label}. 직계존속이 아니라고 보았습니다."
        for one in home.landlords
        if one.relation in STEP
    ]
    return replace(
        blank,
        outcome=Outcome.PASS,
        value="해당 없음",
        notes=tuple(notes),
        sentence="신청자나 배우자의 직계 존·비속이 소유한 주택이 아닙니다.",
    )
