"""`ipju season run`: a whole invented season (한 철), from an Excel file to posted letters.

It is worked in a practice office of its own, step by step; each step tells what it did, how long it
took and how many files there are. Only invented people come in.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from ipju.cli.problems import BadCommand
from ipju.cli.rooms import Rooms
from ipju.domain.notice import Notice

if TYPE_CHECKING:
    from ipju.cli.season_desk import Season

type_of_step = Callable[["Season"], Iterator[str]]
"""A step works on the season and yields what it did."""

OFFICE: Final = "사무실"


def add_verbs(verbs: Any, parser_class: type, count: Callable[[str], int]) -> None:
    """Add the verb of this room to the command line."""
    season = verbs.add_parser("season", help="지어낸 사람들로 한 철을 처음부터 끝까지 돌립니다")
    acts = season.add_subparsers(
        dest="act", required=True, metavar="할 일", parser_class=parser_class
    )
    run = acts.add_parser("run", help="엑셀 명단에서 부친 통지까지 연습 사무실에서 돌립니다")
    run.add_argument("--count", type=count, default=200, metavar="수", help="신청 수 (기본 200)")
    run.add_argument("--seed", type=int, default=1, metavar="수", help="같은 수는 같은 사람들")
    run.add_argument("--notice", metavar="공고", help="순위를 매기는 공고 (없으면 하나뿐인 것)")
    run.add_argument("-o", "--out", type=Path, required=True, metavar="폴더")


def season(options: Namespace, rooms: Rooms) -> int:
    """Run an invented season; every step is a line with its figures and its seconds."""
    notice = _notice(options, rooms)
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    folder = out / OFFICE
    if (folder / "practice.db").exists():
        rmtree(folder)
    for line in run(rooms, folder, out, notice, options.count, options.seed):
        print(line, flush=True)
    return 0


def _notice(options: Namespace, rooms: Rooms) -> Notice:
    """Return the notice that is named, or the only one that ranks its applicants."""
    library = rooms.notices()
    ranks = [one for one in map(library.get, library.ids()) if one.quota and one.points]
    wanted = [one for one in ranks if options.notice in (None, one.id)]
    if len(wanted) != 1:
        known = ", ".join(one.id for one in ranks)
        raise BadCommand(f"순위를 매기는 공고 하나를 고르세요. 고를 수 있는 것: {known}")
    return wanted[0]


def steps_of() -> tuple[tuple[str, type_of_step], ...]:
    """Return the steps of a season in their order, each with its name."""
    from ipju.cli import season_ends as ends
    from ipju.cli import season_steps as steps

    return (
        ("엑셀 명단", steps.applications),
        ("접수", steps.received),
        ("겹치는 신청", steps.settled),
        ("봉투", steps.envelopes),
        ("보완", steps.supplements),
        ("소득·자산 조회", steps.query),
        ("전체 심사", steps.examined),
        ("소명", steps.explanations),
        ("다시 심사", steps.examined),
        ("올리기", ends.proposed),
        ("목록 결재", ends.approved),
        ("순위·추첨", ends.ranked),
        ("결과 명단", ends.published),
        ("통지", ends.lettered),
        ("발송", ends.posted),
    )


def run(
    rooms: Rooms, folder: Path, out: Path, notice: Notice, count: int, seed: int
) -> Iterator[str]:
    """Work through a season in a practice office in `folder` and yield what was done."""
    from ipju.cli.season_desk import Season

    began = monotonic()
    with rooms.practice_office(folder) as office:
        season = Season.of(office, rooms, notice, count, seed, out)
        yield f"{notice.short_title}: 지어낸 신청 {count:,}건"
        for number, (name, step) in enumerate(steps_of(), start=1):
            start = monotonic()
            told = list(step(season))
            taken = monotonic() - start
            day = season.clock.today()
            yield f"{number:>2}. {name} ({day}) {told[0] if told else '없음'}  [{taken:.1f}초]"
            yield from (f"    {one}" for one in told[1:])
    yield f"모두 {monotonic() - began:.1f}초. 파일: {out}"
