"""The published list: who is selected and nobody else, masked, in Excel and on paper."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.domain.trail import TrailQuery
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.publish_problems import NoPurpose
from ipju.services.ranking import draw, freeze_roster
from ipju.services.result_list import (
    CHANGED,
    LeftOut,
    NotSettled,
    ResultList,
    publish_results,
    result_list,
)
from tests.services.conftest import sample
from tests.services.deciding import approved, chairs, edited, seated
from tests.services.desk import text_of
from tests.services.drawing import GENERAL, JANGI, SEED, eligible, five, short_of_homes

YOUTH = "teukhwa-maeip-2023-baekam"


@pytest.fixture(scope="module")
def ranked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """최결재 before five approved applications for three homes; three were born the same day."""
    store = bootstrap.open_practice(tmp_path_factory.mktemp("published") / "office")
    park = bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True)
    five(park)
    yield seated(short_of_homes(park, 3), "최결재")
    store.close()


def test_who_is_selected_stands_on_the_list_once_everything_is_settled(
    ranked: Office, tmp_path: Path
) -> None:
    """One office, from approvals to the drawn list: what is open is told at each step."""
    waiting = result_list(ranked, JANGI)
    assert waiting.lines == ()
    assert waiting.missing == ("일반공급: 순위 명부를 아직 굳히지 않았습니다.",)
    with pytest.raises(NotSettled, match="굳히지 않았습니다"):
        publish_results(ranked, JANGI, tmp_path / "명단.xlsx", "결과 발표")

    roster = freeze_roster(ranked, JANGI, GENERAL, "심사를 마침").roster
    tied = result_list(ranked, JANGI)
    assert "동점자" in tied.missing[0]

    draw(ranked, roster.id, SEED, "2층 강당", "김참관")
    told: list[tuple[int, int]] = []
    found = result_list(ranked, JANGI, lambda at, of: told.append((at, of)))
    assert found.missing == ()
    assert told[-1] == (5, 5)
    assert len(found.lines) == 3
    assert [one.number for one in found.lines] == sorted(one.number for one in found.lines)
    assert {one.name for one in found.lines} == {"홍*동"}
    assert {one.result for one in found.lines} == {"선정"}
    assert found.lines[0].birth == date(1975, 1, 2)

    with pytest.raises(NoPurpose):
        publish_results(ranked, JANGI, tmp_path / "명단.xlsx", " ")
    made = publish_results(ranked, JANGI, tmp_path / "명단.xlsx", "결과 발표")
    assert made.lines == 3
    books = ranked.spreadsheets
    assert books is not None
    _note, heads, *rows = books.read(made.path).sheets[0].rows
    assert heads == ("번호", "접수번호", "성명", "생년월일", "공급유형", "결과")
    assert [row[1] for row in rows] == [one.number for one in found.lines]
    paper = publish_results(ranked, JANGI, tmp_path / "명단.pdf", "결과 발표")
    text = text_of(paper.path.read_bytes())
    assert "선정자 명단" in text
    assert all(one.number in text for one in found.lines)
    assert "홍길동" not in text
    row = ranked.store.trail(TrailQuery(actions=("publish-results",))).rows[0]
    assert (row.why, row.detail["kind"], row.detail["lines"]) == ("결과 발표", "pdf", 3)

    # Somebody selected is edited afterwards: his approval is gone, and he is left out by number.
    # Nobody moves up, and the list of the others goes out.
    park, first = seated(ranked, "박담당"), found.lines[0]
    case = edited(park, stored(ranked, first.number))
    late = eligible(park, "2023-3-00006")
    without = result_list(ranked, JANGI)
    assert without.missing == ()
    assert without.lines == found.lines[1:]
    assert without.omitted == (
        f"명단과 선정·미선정 통지에서 뺀 신청: 결재 바뀜 {first.number} (1건), "
        f"명부를 굳힌 뒤 승인됨 {late.number} (1건). 그 가운데 1건은 선정 순위였습니다. 아무도 "
        "순위를 앞당기지 않으며, 다른 분의 명단과 통지는 그대로 나갑니다."
    )
    paper = publish_results(ranked, JANGI, tmp_path / "명단.pdf", "결과 발표")
    text = " ".join(text_of(paper.path.read_bytes()).split())
    assert "홍*동" in text
    assert f"뺀 접수번호: {first.number}." in text
    assert late.number not in text
    row = ranked.store.trail(TrailQuery(actions=("publish-results",))).rows[0]
    assert (row.detail["lines"], row.detail["left_out"]) == (2, 2)

    # His address was put right and he is approved as he was: he is listed again, as drawn.
    approved(chairs(park), case)
    assert result_list(ranked, JANGI).lines == found.lines
    # The next edit takes that approval too: he is out again, and nobody comes in for him.
    edited(park, case, "010-0000-9999")
    again = result_list(ranked, JANGI)
    assert again.lines == found.lines[1:]
    assert again.left_out[0] == LeftOut(number=first.number, why=CHANGED, selected=True)


def stored(office: Office, number: str) -> Case:
    with office.store.unit() as unit:
        identity = unit.cases.id_of(number)
        assert identity is not None
        return unit.cases.get(identity)


def test_many_who_are_left_out_are_counted_and_not_all_named() -> None:
    many = tuple(LeftOut(number=f"2023-3-{at:05d}", why=CHANGED) for at in range(12))
    found = ResultList(heading="선정자 명단", basis="결과입니다.", lines=(), left_out=many)
    assert "2023-3-00009 등 12건." in found.omitted
    assert "2023-3-00010" not in found.omitted
    assert "선정 순위" not in found.omitted
    # Who was not selected is not named in public.
    assert found.footing == "결과입니다."


def test_where_nobody_is_ranked_the_eligible_are_listed(office: Office) -> None:
    assert result_list(office, YOUTH).missing == ("승인된 적격 결정이 없습니다.",)
    assert result_list(office, JANGI).missing == ("승인된 적격 결정이 없습니다.",)
    approved(chairs(office), add_case(office, sample("seo-gasang")).case)
    found = result_list(office, YOUTH)
    assert (found.heading, len(found.lines)) == ("자격심사 적격자 명단", 1)
    assert found.lines[0].result == "적격"
