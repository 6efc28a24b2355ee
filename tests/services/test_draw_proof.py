"""The proof of a draw as it is printed: on one page for as many equals as there may be."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pypdfium2
import pytest

from ipju.domain.draw import Roster, RosterEntry
from ipju.printing.proof_reading import texts_of
from ipju.rules.draw_proof import read_proof, result_lines, verify
from ipju.rules.ranking import Selection, summary_of
from ipju.services.draw_proof import proof
from ipju.services.office import Office
from ipju.services.ranking import annul, draw, result
from ipju.services.ranking_problems import NotDrawn
from tests.services.deciding import seated
from tests.services.desk import text_of
from tests.services.drawing import GENERAL, JANGI, SEED

BORN = date(1980, 5, 5)


def equals(choi: Office, count: int, quota: int) -> UUID:
    """Freeze a roster of so many who stand equal; return its id."""
    entries = tuple(
        RosterEntry(
            case_id=UUID(int=at),
            number=f"2023-3-{at:05}",
            rank=None,
            points=5,
            dependants=1,
            birth=BORN,
        )
        for at in range(1, count + 1)
    )
    roster = Roster(
        id=uuid4(),
        notice=JANGI,
        supply=GENERAL,
        quota=quota,
        frozen_at=choi.clock.now(),
        frozen_by=choi.actor.id,
        entries=entries,
        digest=summary_of(JANGI, GENERAL.label, quota, entries).digest,
    )
    with choi.store.unit() as unit:
        unit.rosters.freeze(roster)
    return roster.id


def pages(data: bytes) -> int:
    with pypdfium2.PdfDocument(data) as document:
        return len(document)


@pytest.mark.parametrize(("count", "sheets"), [(8, 1), (35, 1), (200, 2)])
def test_every_proof_reads_back_off_its_words_and_its_code(
    office: Office, count: int, sheets: int
) -> None:
    choi = seated(office, "최결재")
    roster = equals(choi, count, 5)
    draw(choi, roster, SEED, "2층 강당", "김참관")
    data = proof(office, roster)
    words, codes = texts_of(data)
    found = read_proof(words)
    assert pages(data) == sheets
    assert [one.words for one in verify(found) if not one.sound] == []
    won = [number for number, _lot, chosen in result_lines(found) if chosen]
    chosen = [
        one.entry.number
        for one in result(office, roster).placed
        if one.selection is Selection.SELECTED
    ]
    assert won == chosen
    if sheets == 1:
        assert [read_proof(one) for one in codes] == [found]
    else:
        assert codes == ()
        assert "증명 줄이 길어 QR에 담지 않았습니다" in words


def test_without_a_draw_there_is_nothing_to_prove(office: Office) -> None:
    choi = seated(office, "최결재")
    roster = equals(choi, 3, 2)
    with pytest.raises(NotDrawn, match="이 명부로 한 추첨이 없습니다"):
        proof(office, roster)
    drawn = draw(choi, roster, SEED, "2층 강당", "김참관").draw
    annul(choi, drawn.id, "공이 하나 떨어짐")
    with pytest.raises(NotDrawn):
        proof(office, roster)
    assert read_proof(text_of(proof(office, roster, drawn.id))).annulled
