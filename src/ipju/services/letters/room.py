"""Letters about a room: 예비입주자 통지, 계약 안내, 재계약 안내."""

from __future__ import annotations

from datetime import timedelta

from ipju.domain import printed as models
from ipju.domain.area import square_metres
from ipju.domain.case import Supply
from ipju.domain.dates import in_letter
from ipju.domain.finding import Clause, Outcome
from ipju.domain.intake import WaitingState, YearFigures
from ipju.domain.letting import LeaseState, LeaseTerm, RoomLease
from ipju.domain.money import won
from ipju.domain.notice import Building, LettingTerms, Notice, RoomTerms
from ipju.rules.leases import count_finding
from ipju.rules.names import TITLES
from ipju.rules.periods import period_end
from ipju.services.letters.decision import NO_HOME
from ipju.services.letters.sheet import CannotPrint, Sheet, head

LISTED = (WaitingState.WAITING, WaitingState.CALLED)
NO_BREAK = "\u00a0"
"""An amount stays on the line of the household it is for."""
RENT_FREE = "무상 지원(공과금은 본인 부담)"


def waiting_notice(sheet: Sheet) -> models.WaitingNotice:
    """Return the 예비입주자 통지; CannotPrint while the case has no valid number."""
    entry, terms = sheet.waiting, sheet.notice.waiting
    if terms is None:
        raise CannotPrint("이 공고에는 예비입주자가 없습니다.")
    if entry is None or entry.state not in LISTED:
        raise CannotPrint("예비입주자 명단에 없어 통지를 만들 수 없습니다. 선정에서 올리세요.")
    if entry.valid_until < sheet.on:
        raise CannotPrint(
            f"예비입주자 순번이 {in_letter(entry.valid_until)}에 만료되어 통지를 만들 수 없습니다."
        )
    building = _building(sheet.notice, entry.building)
    return models.WaitingNotice(
        **head(sheet),
        place=entry.number,
        facts=(
            models.Fact(name="주택", text=f"{building.name} ({building.address})"),
            models.Fact(name="순번", text=f"{entry.number}번"),
            models.Fact(name="발표일", text=in_letter(entry.announced_on)),
            models.Fact(
                name="유효기간",
                text=f"{in_letter(entry.valid_until)}까지(발표일부터 {terms.valid_years}년)",
            ),
        ),
        valid_until=entry.valid_until,
        vacancies=terms.vacancies,
        keeps=_keeps(sheet.notice),
        clauses=(str(terms.clause),),
    )


def contract_guide(sheet: Sheet) -> models.ContractGuide:
    """Return the 계약 안내 of an offered or signed room; CannotPrint without one."""
    notice, terms = sheet.notice, _letting(sheet.notice)
    lease = sheet.lease
    if lease is None or lease.state not in (LeaseState.OFFERED, LeaseState.CONTRACTED):
        raise CannotPrint("제안하거나 계약한 호실이 없어 계약 안내를 만들 수 없습니다.")
    building, room = _room(notice, lease)
    scholar = notice.scholar if sheet.case.supply is Supply.SCHOLAR else None
    free = lease.free_of_charge or (scholar is not None and terms.scholar_free)
    return models.ContractGuide(
        **head(sheet),
        room=f"{building.name} {room.room}호",
        facts=(
            models.Fact(name="주택", text=f"{building.name} {room.room}호 ({building.address})"),
            models.Fact(name="전용면적", text=square_metres(room.area)),
            *_rent(lease, room, free),
            models.Fact(name="임대차기간", text=_term(lease, terms, scholar is not None)),
            models.Fact(name="입주", text=f"{in_letter(terms.moves_in_from)}부터 가능"),
        ),
        answer_by=lease.answer_by if lease.state is LeaseState.OFFERED else None,
        free=free,
        proofs=_proofs(sheet),
        duties=scholar.duties if scholar is not None else (),
        guidance=terms.guidance,
        keeps=_keeps(notice),
        clauses=_cited(building.clause, terms.clause),
    )


def renewal_guide(sheet: Sheet) -> models.RenewalGuide:
    """Return the 재계약 안내 of a lease that runs; CannotPrint without one or once renewed enough.

    Before the examination it says what will be examined; the case of a renewal adds the term and
    the rent that are planned.
    """
    notice, terms = sheet.notice, _letting(sheet.notice)
    lease, term = sheet.lease, sheet.lease.term if sheet.lease else None
    if lease is None or term is None or not lease.state.holds:
        raise CannotPrint("살고 있는 호실의 계약이 없어 재계약 안내를 만들 수 없습니다.")
    _refuse_used_up(sheet, lease, term)
    building, room = _room(notice, lease)
    return models.RenewalGuide(
        **head(sheet),
        room=f"{building.name} {room.room}호",
        ends_on=term.ends_on,
        facts=(
            models.Fact(name="주택", text=f"{building.name} {room.room}호 ({building.address})"),
            models.Fact(name="지금의 임대차기간", text=_span(term)),
            *_rent(lease, room, lease.free_of_charge, "지금의 "),
            models.Fact(
                name="재계약",
                text=f"{terms.renewals}회 가운데 {lease.renewals + 1}번째"
                f"(거주기간은 모두 {terms.total_years}년까지)",
            ),
            *_planned(sheet, lease),
        ),
        tests=_tests(sheet, terms),
        figures=_figures(sheet),
        papers=_papers(sheet),
        rises=_rises(lease, terms),
        notes=_late(terms),
        clauses=_cited(terms.renewal_clause, terms.rise_clause),
    )


def _refuse_used_up(sheet: Sheet, lease: RoomLease, term: LeaseTerm) -> None:
    """Raise CannotPrint once renewals or years are used up, or while an officer must say so."""
    notice, terms = sheet.notice, _letting(sheet.notice)
    if sheet.case.renewal is not None:
        found = next(one for one in sheet.judgement.findings if one.rule == "renewal-count")
    else:
        first, number = lease.terms[0].starts_on, lease.renewals + 1
        following = term.ends_on + timedelta(days=1)
        short = following < period_end(notice, first, terms.term_years * 12 * number)
        found = count_finding(notice, first, number, following, short)
    if found.outcome in (Outcome.FAIL, Outcome.REVIEW):
        raise CannotPrint(f"재계약 안내를 만들 수 없습니다. {found.sentence}")


def _letting(notice: Notice) -> LettingTerms:
    if notice.letting is None:
        raise CannotPrint("이 공고는 호실을 임대하지 않습니다.")
    return notice.letting


def _building(notice: Notice, identity: str) -> Building:
    building = notice.building(identity)
    if building is None:
        raise CannotPrint("공고에 없는 주택입니다. 공고와 대조하세요.")
    return building


def _room(notice: Notice, lease: RoomLease) -> tuple[Building, RoomTerms]:
    building = _building(notice, lease.building)
    room = notice.room(lease.building, lease.room)
    if room is None:
        raise CannotPrint("공고에 없는 호실입니다. 공고와 대조하세요.")
    return building, room


def _rent(lease: RoomLease, room: RoomTerms, free: bool, lead: str = "") -> tuple[models.Fact, ...]:
    """Return deposit and monthly rent: as agreed, else as the notice prints them."""
    if free:
        return (models.Fact(name=f"{lead}보증금·임대료", text=RENT_FREE),)
    agreed = lease.rent
    deposit, rent = (agreed.deposit, agreed.rent) if agreed else (room.deposit, room.rent)
    return (
        models.Fact(name=f"{lead}보증금", text=won(deposit)),
        models.Fact(name=f"{lead}월임대료", text=won(rent)),
    )


def _span(term: LeaseTerm) -> str:
    return f"{in_letter(term.starts_on)} ~ {in_letter(term.ends_on)}"


def _term(lease: RoomLease, terms: LettingTerms, scholar: bool) -> str:
    if lease.term is not None:
        return _span(lease.term)
    if scholar:
        return f"{terms.scholar_term_years}년(해마다 갱신)"
    years = f"{terms.term_years}년"
    return f"최초 {years}(협의하여 {years}보다 짧게 정할 수 있음)"


def _proofs(sheet: Sheet) -> tuple[str, ...]:
    """Return what is proven again before moving in: a child counted unborn or adopted (E29)."""
    home = sheet.judgement.facts.household
    clause = f"(근거: 공고 {_letting(sheet.notice).proof_clause})"
    said: list[str] = []
    if home.unborn:
        said.append(
            f"태아를 가구원으로 인정받았으므로 입주 전까지 임신 또는 출산 관련 서류를 내야 합니다. "
            f"{clause}"
        )
    if any(one.adopted_on is not None for one in home.members):
        said.append(
            "입양한 자녀를 가구원으로 인정받았으므로 입주지정기간이 시작된 뒤 발급받은 "
            f"가족관계증명서와 입양관계증명서를 내야 합니다. {clause}"
        )
    if said:
        said.append("이 서류를 내지 않으면 공급이 취소됩니다.")
    return tuple(said)


def _keeps(notice: Notice) -> str:
    """Return what must be kept, and until when."""
    said = ["자격은 공고일부터 계약하고 입주할 때까지 유지해야 합니다."]
    if notice.home is not None and notice.home.until_lease_ends:
        said.append(NO_HOME)
    return " ".join(said)


def _planned(sheet: Sheet, lease: RoomLease) -> tuple[models.Fact, ...]:
    """Return the term and the rent planned in the case of the renewal."""
    plan = sheet.case.renewal
    if plan is None or plan.lease != lease.id:
        return ()
    facts: list[models.Fact] = []
    if plan.starts_on is not None and plan.ends_on is not None:
        span = f"{in_letter(plan.starts_on)} ~ {in_letter(plan.ends_on)}"
        facts.append(models.Fact(name="재계약 기간", text=span))
    if not lease.free_of_charge and plan.deposit is not None and plan.rent is not None:
        facts.append(models.Fact(name="재계약 보증금", text=won(plan.deposit)))
        facts.append(models.Fact(name="재계약 월임대료", text=won(plan.rent)))
    return tuple(facts)


TESTED = ("household", "home-ownership", "income", "total-assets", "car")


def _tests(sheet: Sheet, terms: LettingTerms) -> tuple[models.Fact, ...]:
    """Return what the notice examines of the household at a renewal, with each standard."""
    return tuple(
        models.Fact(name=TITLES[rule][1], text=_standard(sheet, rule))
        for rule in terms.renewal_rules
        if rule in TESTED
    )


def _standard(sheet: Sheet, rule: str) -> str:
    incomes, step, assets, car = _limits(sheet)
    if rule == "income":
        label = _income_label(sheet)
        amounts = ", ".join(f"{size}인{NO_BREAK}{won(one)}" for size, one in enumerate(incomes, 1))
        beyond = f", {len(incomes) + 1}인부터 1인마다 {won(step)} 더함" if amounts else ""
        said = f"전년도 도시근로자 가구원수별 가구당 월평균소득({label}) 이하"
        return f"{said}: {amounts}{beyond}" if amounts else said
    if rule == "total-assets":
        return f"{won(assets)} 이하" if assets else "그해의 기준금액 이하"
    if rule == "car":
        return f"{won(car)} 이하" if car else "그해의 기준금액 이하"
    if rule == "home-ownership":
        return "세대구성원 모두 주택을 소유하지 않을 것"
    return "재계약하는 때의 무주택세대구성원"


def _income_label(sheet: Sheet) -> str:
    """Return the name of the income table that holds for the supply of the case, e.g. 100%."""
    terms = sheet.notice.income
    if terms is None:
        return ""
    table = next((one.table for one in terms.by_supply if one.supply is sheet.case.supply), "")
    return next((one.label for one in terms.tables if one.id == table), "")


def _limits(sheet: Sheet) -> tuple[tuple[int, ...], int, int, int]:
    """Return that year's incomes, step, total assets and car; of a renewal as it carries them."""
    plan, year = sheet.case.renewal, _year(sheet)
    if plan is not None and plan.figures_year is not None:
        incomes = plan.incomes or ()
        return incomes, plan.income_step or 0, plan.total_assets or 0, plan.car or 0
    if year is not None:
        return year.incomes, year.step, year.total_assets, year.car
    return (), 0, 0, 0


def _year(sheet: Sheet) -> YearFigures | None:
    """Return the figures of the year in which the term ends; never those of an older year."""
    term = sheet.lease.term if sheet.lease else None
    ends = term.ends_on.year if term is not None else None
    return next((one for one in sheet.figures if one.year == ends), None)


def _figures(sheet: Sheet) -> str:
    plan = sheet.case.renewal
    year = plan.figures_year if plan is not None else None
    known = _year(sheet)
    if year is None and known is not None:
        year = known.year
    if year is None:
        return "금액은 재계약하는 해의 기준금액을 따르며, 정해지면 알려 드립니다."
    return f"금액은 {year}년의 기준금액입니다. 재계약하는 해가 바뀌면 그해의 금액을 따릅니다."


def _papers(sheet: Sheet) -> str:
    if sheet.notice.financial_consent is None:
        return ""
    return (
        "처음에 낸 금융정보 등 제공 동의서는 다시 내지 않습니다. "
        "새로 세대구성원이 된 사람은 금융정보 등 제공 동의서를 따로 내야 합니다."
    )


def _rises(lease: RoomLease, terms: LettingTerms) -> str:
    if lease.free_of_charge:
        return ""
    return (
        "보증금과 임대료는 운영기관이 이 주택을 빌린 조건이 오를 때 함께 오를 수 있습니다. "
        f"한 번에 {terms.rise_percent}%를 넘지 않고, 올린 뒤 {terms.rise_wait_years}년 안에는 "
        "다시 올리지 않습니다."
    )


def _late(terms: LettingTerms) -> str:
    return (
        f"임대차기간을 {terms.term_years}년보다 짧게 정했더라도 재계약할 때마다 자격을 확인합니다. "
        "자격을 갖추지 못하면 재계약할 수 없습니다."
    )


def _cited(*clauses: Clause) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(one) for one in clauses))
