"""From approvals to the drawn list: who is ranked, what is frozen, and that it stays so."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from ipju import bootstrap
from ipju.domain.case import Supply
from ipju.domain.decision import Verdict
from ipju.domain.draw_text import BadSeed
from ipju.domain.trail import TrailQuery
from ipju.rules.judge import judge
from ipju.rules.ranking import Selection, lot
from ipju.services import ranking
from ipju.services.authority import NotAllowed
from ipju.services.candidates import candidates
from ipju.services.destroy import destroy
from ipju.services.invented import invent
from ipju.services.office import Office
from ipju.services.ranking import Frozen, annul, draw, freeze_roster, result, rosters, save_roster
from ipju.services.ranking_problems import (
    AlreadyDrawn,
    Destroyed,
    LeftOut,
    NobodyEligible,
    NoQuota,
    NoReason,
    NotSaid,
    NotWhole,
    Superseded,
)
from ipju.services.what_if import LIMITED, Limits, what_if, with_limits
from tests.services.deciding import approved, chairs, edited, seated
from tests.services.drawing import (
    GENERAL,
    JANGI,
    SEED,
    eligible,
    filed,
    five,
    nothing_stored,
    short_of_homes,
)
from tests.services.test_approve import sql
from tests.services.told_results import tell

PLACE, WITNESSES = "2층 강당", "김참관, 이참관"
BALLS = "03-11-17-22-25-31-38-40-44"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice office in which five applications were approved; it is copied, not shared."""
    folder = tmp_path_factory.mktemp("ranked") / "office"
    store = bootstrap.open_practice(folder)
    five(bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True))
    store.close()
    return folder


@pytest.fixture
def ranked(kept: Path, tmp_path: Path) -> Iterator[Office]:
    """박담당 before five approved applications for three homes; three were born the same day."""
    folder = tmp_path / "office"
    folder.mkdir()
    for one in kept.iterdir():
        (folder / one.name).write_bytes(one.read_bytes())
    store = bootstrap.open_practice(folder)
    park = bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True)
    yield short_of_homes(park, 3)
    store.close()


@pytest.fixture
def choi(ranked: Office) -> Office:
    return seated(ranked, "최결재")


def frozen(choi: Office) -> Frozen:
    return freeze_roster(choi, JANGI, GENERAL, "심사를 마침")


def acts(office: Office) -> list[str]:
    return [one.action for one in office.store.trail(TrailQuery(limit=20)).rows]


def numbers(office: Office, frozen: Frozen, selection: Selection) -> list[str]:
    found = result(office, frozen.roster.id)
    return [one.entry.number[-1] for one in found.placed if one.selection is selection]


def test_only_what_was_approved_as_eligible_is_ranked(ranked: Office) -> None:
    approved(chairs(ranked), filed(ranked, "2023-3-00006"), Verdict.HOLD)
    filed(ranked, "2023-3-00007")
    eligible(ranked, "2023-3-00008", "1960-01-01", supply="newlywed")
    found = candidates(ranked, JANGI)
    general = found.track(GENERAL)
    assert [one.number[-1] for one in general.entries] == ["1", "2", "3", "4", "5"]
    first = general.entries[0]
    assert (first.rank, first.points, first.dependants) == (None, 10, 3)
    assert (general.quota, general.applied, general.refused, general.undecided) == (3, 7, 0, 2)
    (newlywed,) = found.track(Supply.NEWLYWED).entries
    assert newlywed.rank in (1, 2)
    with pytest.raises(NoQuota):
        found.track(Supply.SCHOLAR)


def test_who_was_edited_after_the_approval_is_not_ranked_any_more(ranked: Office) -> None:
    case = eligible(ranked, "2023-3-00006")
    assert len(candidates(ranked, JANGI).track(GENERAL).entries) == 6
    edited(ranked, case)
    track = candidates(ranked, JANGI).track(GENERAL)
    assert (len(track.entries), track.undecided) == (5, 1)


def test_a_notice_without_quota_ranks_nobody(ranked: Office) -> None:
    with pytest.raises(NoQuota, match="모집호수가 정해진 공고와 공급유형이 아닙니다"):
        candidates(ranked, next(one for one in ranked.notices.ids() if one != JANGI))


def test_it_may_be_stopped(ranked: Office) -> None:
    told: list[tuple[int, int]] = []
    found = candidates(ranked, JANGI, lambda *done: told.append(done), lambda: True)
    assert (found.stopped, told) == (True, [(5, 5)])


def test_before_the_draw_those_who_stand_equal_at_the_line_are_open(
    ranked: Office, choi: Office
) -> None:
    made = frozen(choi)
    found = result(ranked, made.roster.id)
    assert [one.entry.number[-1] for one in found.placed] == ["1", "2", "3", "4", "5"]
    assert numbers(ranked, made, Selection.SELECTED) == ["1"]
    assert numbers(ranked, made, Selection.DRAW) == ["2", "3", "4"]
    assert (found.settled, found.changed, found.line.by) == (False, frozenset(), "최결재")
    assert (found.cut.sure, found.cut.seats) == (1, 2)


def test_the_draw_settles_them_by_the_lots_of_the_seed(ranked: Office, choi: Office) -> None:
    made = frozen(choi)
    drawn = draw(choi, made.roster.id, SEED, f" {PLACE} ", WITNESSES).draw
    assert (drawn.seed, drawn.place, drawn.witnesses) == (BALLS, PLACE, WITNESSES)
    found = result(ranked, made.roster.id)
    tied = [f"2023-3-0000{at}" for at in (2, 3, 4)]
    by_lot = sorted(tied, key=lambda one: lot(BALLS, one))
    assert [one.entry.number for one in found.placed[1:4]] == by_lot
    assert found.settled
    assert len(found.selected) == 3
    rows = "".join(f"{one.entry.number}\n" for one in found.placed)
    assert drawn.order_digest == hashlib.sha256(rows.encode()).hexdigest()


def test_without_equals_at_the_line_it_is_settled_without_a_draw(ranked: Office) -> None:
    made = frozen(seated(short_of_homes(ranked, 4), "최결재"))
    found = result(ranked, made.roster.id)
    assert (found.settled, len(found.selected)) == (True, 4)


def test_a_second_draw_needs_the_first_to_be_annulled_and_both_stay_visible(
    ranked: Office, choi: Office
) -> None:
    made = frozen(choi)
    first = draw(choi, made.roster.id, SEED, PLACE, WITNESSES).draw
    with nothing_stored(ranked), pytest.raises(AlreadyDrawn, match="먼저 사유를 적어"):
        draw(choi, made.roster.id, "9 8 7 6 5 4 3 2 1", PLACE, WITNESSES)
    with nothing_stored(ranked), pytest.raises(AlreadyDrawn):
        frozen(choi)
    with pytest.raises(NoReason):
        annul(choi, first.id, " ")
    assert annul(choi, first.id, "공이 하나 떨어짐").draw.annulled_why == "공이 하나 떨어짐"
    assert not result(ranked, made.roster.id).settled
    second = draw(choi, made.roster.id, "9 8 7 6 5 4 3 2 1", PLACE, WITNESSES).draw
    (line,) = rosters(ranked, JANGI)
    assert [one.draw.id for one in line.draws] == [second.id, first.id]
    assert [(one.stands, one.annulled_by) for one in line.draws] == [(True, ""), (False, "최결재")]
    assert line.standing is line.draws[0]
    assert acts(ranked)[:4] == ["draw", "annul-draw", "draw", "freeze-roster"]


def test_a_newer_roster_cannot_be_drawn_around(ranked: Office, choi: Office) -> None:
    """Two rosters of one supply type give one draw, whichever of them it is made upon."""
    older, newer = frozen(choi), frozen(choi)
    with nothing_stored(ranked), pytest.raises(Superseded):
        draw(choi, older.roster.id, SEED, PLACE, WITNESSES)
    draw(choi, newer.roster.id, SEED, PLACE, WITNESSES)
    with pytest.raises(AlreadyDrawn):
        draw(choi, older.roster.id, SEED, PLACE, WITNESSES)
    assert [one.newest for one in rosters(ranked, JANGI, GENERAL)] == [True, False]


def test_the_published_digest_tells_any_other_roster_or_quota(ranked: Office, choi: Office) -> None:
    first = frozen(choi).roster.digest
    assert frozen(choi).roster.digest == first
    assert frozen(seated(short_of_homes(ranked, 4), "최결재")).roster.digest != first
    eligible(ranked, "2023-3-00006", "1999-01-01")
    assert frozen(choi).roster.digest != first


def test_the_budget_may_bear_another_quota_than_the_printed_one(
    ranked: Office, choi: Office
) -> None:
    made = freeze_roster(choi, JANGI, GENERAL, "예산이 늘어남", quota=4)
    assert len(result(ranked, made.roster.id).selected) == 4
    row = ranked.store.trail(TrailQuery(limit=1)).rows[0]
    assert (row.detail["quota"], row.detail["printed"], row.why) == (4, 3, "예산이 늘어남")
    with nothing_stored(ranked), pytest.raises(NoQuota):
        freeze_roster(choi, JANGI, GENERAL, "잘못 적음", quota=-1)


def test_who_lost_the_approval_after_the_roster_was_frozen_is_told(
    ranked: Office, choi: Office
) -> None:
    case = eligible(ranked, "2023-3-00006", "1960-01-01")
    made = frozen(choi)
    edited(ranked, case)
    found = result(ranked, made.roster.id)
    assert found.changed == {case.id}
    assert found.placed[0].entry.case_id == case.id


def test_who_was_destroyed_after_the_roster_was_frozen_keeps_his_place(
    ranked: Office, choi: Office, tmp_path: Path
) -> None:
    """Six months after a refusal the case goes; the published order stays as it was."""
    case = eligible(ranked, "2023-3-00006", "1960-01-01")
    made = frozen(choi)
    edited(ranked, case)
    tell(ranked, case.id, Verdict.INELIGIBLE, date(2024, 2, 29))
    later = bootstrap.SystemClock(date(2024, 8, 30))
    privacy = replace(seated(ranked, "한보호"), clock=later)
    assert destroy(privacy, [case.id], "보유 기간이 끝남").certificates

    found = result(ranked, made.roster.id)
    assert (found.gone, found.changed) == ({case.id}, frozenset())
    assert found.placed[0].entry.number == "2023-3-00006"
    assert found.summary.digest == made.roster.digest
    with pytest.raises(Destroyed, match="파기한 신청 1건이 명부에 있어"):
        save_roster(ranked, made.roster.id, tmp_path / "명부.txt", "감사 자료")
    assert not (tmp_path / "명부.txt").exists()


def test_a_seed_that_is_none_and_a_draw_without_place_are_refused(
    ranked: Office, choi: Office
) -> None:
    made = frozen(choi).roster.id
    with nothing_stored(ranked):
        with pytest.raises(BadSeed):
            draw(choi, made, "1 2 3", PLACE, WITNESSES)
        with pytest.raises(NotSaid, match="추첨한 곳을 적어야"):
            draw(choi, made, SEED, " ", WITNESSES)
        with pytest.raises(NotSaid, match="추첨한 자리에 있던 사람을 적어야"):
            draw(choi, made, SEED, PLACE, "")
        with pytest.raises(NoReason):
            freeze_roster(choi, JANGI, GENERAL, "")
        with pytest.raises(NobodyEligible, match="세대통합"):
            freeze_roster(choi, JANGI, Supply.GENERATIONS, "심사를 마침")
        with pytest.raises(KeyError):
            annul(choi, made, "없는 추첨")


def test_who_decides_cases_looks_and_only_a_supervisor_draws(ranked: Office) -> None:
    for forbidden in (
        lambda: freeze_roster(ranked, JANGI, GENERAL, "심사를 마침"),
        lambda: draw(ranked, uuid4(), SEED, PLACE, WITNESSES),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    with pytest.raises(NotAllowed):
        candidates(seated(ranked, "정접수"), JANGI)


def test_a_roster_or_draw_altered_past_the_program_bears_nothing(
    ranked: Office, choi: Office
) -> None:
    made = frozen(choi).roster
    drawn = draw(choi, made.id, SEED, PLACE, WITNESSES).draw
    sql(ranked, "UPDATE draw SET seed = ? WHERE id = ?", "9 8 7 6 5 4 3 2 1", drawn.id.hex)
    with pytest.raises(NotWhole, match="추첨 기록"):
        result(ranked, made.id)
    sql(ranked, "UPDATE roster SET quota = 5 WHERE id = ?", made.id.hex)
    with pytest.raises(NotWhole, match="순위 명부"):
        result(ranked, made.id)


def test_an_approval_under_another_notice_is_told_and_stops_the_roster(
    ranked: Office, choi: Office
) -> None:
    other = short_of_homes(choi, 3, digest="0" * 64)
    track = candidates(other, JANGI).track(GENERAL)
    assert (len(track.entries), len(track.left_out), track.undecided) == (0, 5, 0)
    with pytest.raises(LeftOut, match=r"2023-3-00001: 승인할 때의 공고 자료가.*모두 5건"):
        freeze_roster(other, JANGI, GENERAL, "심사를 마침")


def test_the_roster_file_is_what_was_hashed(ranked: Office, choi: Office, tmp_path: Path) -> None:
    made = frozen(choi)
    path = save_roster(ranked, made.roster.id, tmp_path / "명부.txt", "참관인 확인")
    summary = result(ranked, made.roster.id).summary
    assert hashlib.sha256(path.read_bytes()).hexdigest() == summary.roster
    assert "홍길동" not in path.read_text(encoding="utf-8")
    assert acts(ranked)[0] == "export-roster"
    with nothing_stored(ranked), pytest.raises(NoReason):
        save_roster(ranked, made.roster.id, tmp_path / "명부2.txt", "")
    assert not (tmp_path / "명부2.txt").exists()


def test_a_simulation_moves_the_quota_and_stores_nothing(ranked: Office) -> None:
    with nothing_stored(ranked):
        found = what_if(ranked, JANGI, {GENERAL: 4})
    general = found.tracks[0]
    assert (found.cases, found.open, found.stopped) == (5, 0, False)
    assert (general.quota, general.eligible) == ((3, 4), (5, 5))
    assert (general.moved.selected, general.moved.drawn) == ((1, 4), (3, 0))
    assert [one[-1] for one in general.moved.into] == ["2", "3", "4"]


def test_a_simulation_moves_the_limits(ranked: Office) -> None:
    for limits in (Limits(income_percent=1), Limits(car=1), Limits(real_estate=0)):
        general = what_if(ranked, JANGI, limits=limits).tracks[0]
        assert general.eligible[0] == 5
    tight = what_if(ranked, JANGI, limits=Limits(income_percent=1)).tracks[0]
    assert (tight.eligible, [one[-1] for one in tight.moved.out]) == ((5, 0), ["1"])
    same = what_if(ranked, JANGI, limits=Limits(income_percent=100)).tracks[0]
    assert same.moved.into == same.moved.out == ()
    assert what_if(ranked, JANGI, cancelled=lambda: True).stopped


def test_what_a_simulation_judges_anew_is_all_that_limits_decide(ranked: Office) -> None:
    """Judged as a whole under the other limits, every case comes out the same."""
    limits = Limits(income_percent=60, car=9_000_000, real_estate=40_000_000)
    printed = ranked.notices.get(JANGI)
    other = with_limits(printed, limits)
    seen = set[str]()
    for case in invent(printed, 60, seed=3):
        whole = judge(case, other, ranked.clock.today())
        before = judge(case, printed, ranked.clock.today())
        differs = {
            one.rule
            for one, was in zip(whole.findings, before.findings, strict=True)
            if one.outcome is not was.outcome or one.amount != was.amount
        }
        seen |= differs
    assert {"income", "real-estate", "car"} <= seen <= LIMITED


def test_the_door_of_the_room_offers_what_other_rooms_need() -> None:
    assert {"candidates", "what_if", "Selection"} <= set(ranking.__all__)
