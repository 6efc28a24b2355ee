"""Work through a season in a practice office; print the seconds of the processor by step."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import process_time

from stores import notice

from ipju import bootstrap
from ipju.cli.season import steps_of
from ipju.cli.season_desk import Season


def main() -> None:
    """Run a season of so many applications in the folder given."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    taken: list[tuple[str, float]] = []
    with bootstrap.practice_office(folder / "office") as office:
        season = Season.of(office, bootstrap, notice(), count, 1, folder)
        for name, step in steps_of():
            start = process_time()
            list(step(season))
            taken.append((name, process_time() - start))
    print(json.dumps(taken))


main()
