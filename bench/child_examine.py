"""Examine every case of a practice office; print how long it took and the memory it needed."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from time import perf_counter

from stores import opened

from ipju import bootstrap
from ipju.services.examine import examine_all


def main() -> None:
    """Examine the office in the folder given."""
    store = opened(Path(sys.argv[1]))
    office = bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True)
    start = perf_counter()
    done = examine_all(office).done
    seconds = perf_counter() - start
    store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"done": done, "seconds": seconds, "megabytes": peak}))


main()
