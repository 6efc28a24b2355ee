"""`make bench`: every speed the project promises, beside the floor of the same run."""

from __future__ import annotations

import argparse
import os
import sys
import unicodedata
from collections.abc import Callable

import desk_lines
import growth_lines
import import_lines
import judge_lines
import letter_lines
import ranking_lines
import season_lines
import store_lines
from measure import Line
from season_stores import season_of, sizes_of
from stores import folder_of

HEAD = ("work", "ours", "floor", "ratio", "limit", "")


def main() -> int:
    """Print the table; the exit code is 1 when a limit is missed and `--strict` is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000, help="cases in the large store")
    parser.add_argument("--batch", type=int, default=10_000, help="cases examined in one go")
    parser.add_argument("--rounds", type=int, default=60, help="rounds of each measurement")
    parser.add_argument("--only", nargs="*", default=[], help="start search lists open judge …")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a limit is missed")
    chosen = parser.parse_args()
    cases, batch, rounds = chosen.cases, chosen.batch, chosen.rounds
    works: dict[str, Callable[[], list[Line]]] = {
        "start": lambda: desk_lines.start(folder_of(cases), max(3, rounds // 6)),
        "search": lambda: store_lines.search(folder_of(cases), rounds),
        "lists": lambda: store_lines.lists(folder_of(cases), rounds),
        "open": lambda: store_lines.opening(folder_of(cases), rounds),
        "judge": lambda: judge_lines.one(folder_of(batch), rounds),
        "batch": lambda: judge_lines.many(folder_of(batch), batch),
        "import": lambda: import_lines.applications(batch),
        "ranking": lambda: [
            *ranking_lines.pure(batch, rounds),
            *ranking_lines.simulated(folder_of(batch), batch),
        ],
        "letters": lambda: [
            *letter_lines.letters(folder_of(batch), rounds),
            *letter_lines.together(folder_of(batch), min(batch, 1_000)),
        ],
        "season-lists": lambda: season_lines.lists(
            {one: season_of(one) for one in sizes_of(cases)}, rounds
        ),
        "season-counts": lambda: season_lines.counts(
            {one: season_of(one) for one in sizes_of(cases)}, rounds
        ),
        "season": lambda: growth_lines.season(min(batch, growth_lines.LARGE)),
    }
    unknown = set(chosen.only) - set(works)
    if unknown:
        parser.error(f"--only knows {', '.join(works)}")
    print(f"{cases:,} cases in the store, {os.cpu_count()} processors, medians")
    print(_row(HEAD))
    kept = True
    for name, work in works.items():
        if chosen.only and name not in chosen.only:
            continue
        for line in work():
            print(_row(line.cells()), flush=True)
            kept = kept and line.kept
    return 0 if kept or not chosen.strict else 1


def _row(cells: tuple[str, ...]) -> str:
    widths = (50, 13, 13, 9, 10, 6)
    return "".join(_padded(cell, width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _padded(text: str, width: int) -> str:
    """Pad to a number of columns; a Hangul syllable takes two."""
    taken = sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
    return text + " " * max(1, width - taken)


if __name__ == "__main__":
    sys.exit(main())
