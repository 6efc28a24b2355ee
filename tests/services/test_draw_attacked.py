"""Whoever holds the open store cannot make a second draw look like the first one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ipju import bootstrap
from ipju.domain.decision import Verdict
from ipju.rules.draw_proof import read_proof
from ipju.rules.ranking import Selection
from ipju.services.candidates import candidates
from ipju.services.draw_proof import proof
from ipju.services.office import Office
from ipju.services.ranking import Frozen, annul, draw, freeze_roster, result, rosters
from ipju.services.ranking_problems import AlreadyDrawn, LeftOut, NotWhole, Unaccounted
from ipju.storage.problems import StoreProblem, Tampered
from ipju.storage.store import Store
from tests.services.deciding import approved, chairs, edited, seated
from tests.services.desk import text_of
from tests.services.drawing import (
    GENERAL,
    JANGI,
    SEED,
    eligible,
    five,
    nothing_stored,
    short_of_homes,
)
from tests.services.test_approve import sql

PLACE, WITNESSES = "2층 강당", "김참관, 이참관"
OTHER_SEED = "9 8 7 6 5 4 3 2 1"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice office in which five applications were approved; it is copied, not shared."""
    folder = tmp_path_factory.mktemp("attacked") / "office"
    store = bootstrap.open_practice(folder)
    five(bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True))
    store.close()
    return folder


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "office"
    copy.mkdir()
    for one in kept.iterdir():
        (copy / one.name).write_bytes(one.read_bytes())
    return copy


@pytest.fixture
def park(folder: Path) -> Iterator[Office]:
    """박담당 before five approved applications for three homes; three were born the same day."""
    store = bootstrap.open_practice(folder)
    yield short_of_homes(bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True), 3)
    store.close()


@pytest.fixture
def choi(park: Office) -> Office:
    return seated(park, "최결재")


def frozen(choi: Office) -> Frozen:
    return freeze_roster(choi, JANGI, GENERAL, "심사를 마침")


def drawn(choi: Office, roster: Frozen, seed: str = SEED) -> str:
    return draw(choi, roster.roster.id, seed, PLACE, WITNESSES).draw.id.hex


def refused_again(choi: Office, made: Frozen) -> None:
    """Neither this roster nor a new one can be drawn, and the page does not hide it."""
    with pytest.raises((NotWhole, Tampered)):
        drawn(choi, made, OTHER_SEED)
    with pytest.raises(NotWhole):
        frozen(choi)
    with pytest.raises(NotWhole):
        result(choi, made.roster.id)


def test_a_draw_that_was_annulled_by_hand_is_not_annulled(choi: Office) -> None:
    made = frozen(choi)
    key = drawn(choi, made)
    sql(
        choi,
        "UPDATE draw SET annulled_at = drawn_at, annulled_by = drawn_by, annulled_why = '공'"
        " WHERE id = ?",
        key,
    )
    with pytest.raises(NotWhole, match="추첨 기록"):
        drawn(choi, made, OTHER_SEED)
    with pytest.raises(NotWhole):
        frozen(choi)
    with pytest.raises(NotWhole):
        rosters(choi, JANGI)


def test_an_annulled_draw_does_not_stand_again(choi: Office) -> None:
    """Seal and all are put back as they were before the annulment; the ledger tells of it."""
    made = frozen(choi)
    found = draw(choi, made.roster.id, SEED, PLACE, WITNESSES).draw
    before = _row(choi, found.id.hex)
    annul(choi, found.id, "공이 하나 떨어짐")
    sql(
        choi,
        "UPDATE draw SET annulled_at = NULL, annulled_by = NULL, annulled_why = '', seal = ?"
        " WHERE id = ?",
        before,
        found.id.hex,
    )
    with pytest.raises(NotWhole, match="추첨 기록"):
        result(choi, made.roster.id)
    with pytest.raises(NotWhole):
        proof(choi, made.roster.id, found.id)


def _row(office: Office, key: str) -> str:
    assert isinstance(office.store, Store)
    run = office.store.connection.exec_driver_sql
    return str(run("SELECT seal FROM draw WHERE id = ?", (key,)).scalar())


def test_a_draw_that_was_taken_away_makes_no_room_for_another(choi: Office) -> None:
    made = frozen(choi)
    key = drawn(choi, made)
    sql(choi, "DELETE FROM draw WHERE id = ?", key)
    refused_again(choi, made)
    with pytest.raises(NotWhole, match="장부에 있는 명부나 추첨이 없음"):
        rosters(choi, JANGI)


def test_a_roster_that_was_taken_away_with_its_draw_is_missed(choi: Office) -> None:
    first, second = frozen(choi), frozen(choi)
    key = drawn(choi, second)
    sql(choi, "DELETE FROM draw WHERE id = ?", key)
    sql(choi, "DELETE FROM roster WHERE id = ?", second.roster.id.hex)
    refused_again(choi, first)


@pytest.mark.parametrize(
    "how",
    [
        "DELETE FROM ledger WHERE action = 'draw'",
        "UPDATE ledger SET action = 'view' WHERE action = 'draw'",
    ],
)
def test_nor_does_one_whose_row_of_the_ledger_went_with_it(choi: Office, how: str) -> None:
    """Where it was the very last row, an anchor outside the store is what tells (ADR 0062)."""
    made = frozen(choi)
    key = drawn(choi, made)
    proof(choi, made.roster.id)
    sql(choi, "DELETE FROM draw WHERE id = ?", key)
    sql(choi, how)
    with pytest.raises(Tampered, match="장부"):
        drawn(choi, made, OTHER_SEED)


def test_a_second_window_cannot_draw_again(folder: Path, choi: Office) -> None:
    """Two programs at once, and one that is started anew: the first draw stands for all."""
    made = frozen(choi)
    other = bootstrap.open_practice(folder)
    try:
        beside = short_of_homes(
            bootstrap.office(other, bootstrap.seat(other, "최결재"), practice=True), 3
        )
        assert not result(beside, made.roster.id).settled
        drawn(choi, made)
        with pytest.raises((AlreadyDrawn, StoreProblem)):
            drawn(beside, made, OTHER_SEED)
        with pytest.raises(AlreadyDrawn):
            frozen(beside)
        assert result(beside, made.roster.id).settled
    finally:
        other.close()


def test_who_was_refused_after_the_roster_was_frozen_is_told_and_nobody_moves_up(
    park: Office, choi: Office
) -> None:
    made = frozen(choi)
    drawn(choi, made)
    before = result(choi, made.roster.id)
    chosen, again = before.placed[0].entry.case_id, before.placed[1].entry.case_id
    with park.store.unit() as unit:
        cases = {one: unit.cases.get(one) for one in (chosen, again)}
    approved(chairs(park), edited(park, cases[chosen]), Verdict.HOLD)
    approved(chairs(park), edited(park, cases[again]), Verdict.ELIGIBLE)

    after = result(choi, made.roster.id)
    # Approved again with the very line of the roster, he stands as it has him (ADR 0083).
    assert after.changed == {chosen}
    assert [one.selection for one in after.placed] == [one.selection for one in before.placed]
    assert sum(one.selection is Selection.SELECTED for one in after.placed) == 3


@pytest.mark.parametrize(
    "how",
    [
        "DELETE FROM proposal WHERE rowid = (SELECT max(rowid) FROM proposal)",
        "UPDATE proposal SET digest = id WHERE rowid = (SELECT max(rowid) FROM proposal)",
        "UPDATE proposal SET state = 'void' WHERE rowid = (SELECT max(rowid) FROM proposal)",
    ],
)
def test_nobody_is_taken_out_of_the_ranking_past_the_program(choi: Office, how: str) -> None:
    sql(choi, how)
    with pytest.raises(Unaccounted, match="승인이 5건인데 쓸 수 있는 승인은 4건"):
        frozen(choi)
    assert rosters(choi, JANGI) == ()


def test_points_that_nobody_has_settled_are_not_ranked_as_none(park: Office, choi: Office) -> None:
    """He would stand last for three points that were never looked into."""
    lived = {"registered_in_seoul": True, "moved_to_seoul_on": None}
    eligible(park, "2023-3-00006", residence=lived)
    (left,) = candidates(choi, JANGI).track(GENERAL).left_out
    assert left == (
        "2023-3-00006",
        "승인된 심사표에 정해지지 않은 가점이 있습니다(③ 서울 거주).",
    )
    with nothing_stored(choi), pytest.raises(LeftOut, match="2023-3-00006"):
        frozen(choi)


def test_the_page_of_a_second_draw_says_that_there_was_a_first(choi: Office) -> None:
    """Whoever holds only this page sees that another seed was drawn, and why it is void."""
    made = frozen(choi)
    first = draw(choi, made.roster.id, SEED, PLACE, WITNESSES).draw
    assert "번째 추첨" not in text_of(proof(choi, made.roster.id))
    annul(choi, first.id, "공이 하나 떨어짐")
    again = frozen(choi)
    drawn(choi, again, OTHER_SEED)

    words = " ".join(text_of(proof(choi, again.roster.id)).split())
    assert "2번째 추첨입니다. 바로 앞의 추첨(씨앗 03-11-17-22-25-31-38-40-44)은" in words
    assert "무효로 했습니다(최결재). 사유: 공이 하나 떨어짐" in words
    assert read_proof(text_of(proof(choi, again.roster.id))).annulled == ""
