"""Put a letter that was issued into one file so often; print the time and the memory needed."""

from __future__ import annotations

import json
import sys
from itertools import repeat
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter

from ipju import bootstrap


def main() -> None:
    """Join the PDF given first, as often as given second."""
    letter, count = Path(sys.argv[1]).read_bytes(), int(sys.argv[2])
    start = perf_counter()
    with TemporaryFile() as whole:
        bootstrap.printer().join(repeat(letter, count), whole)
        size = whole.tell()
    seconds = perf_counter() - start
    # Linux counts what the parent needed into the usage of a child; its own mark begins anew.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    mark = next(one for one in status.splitlines() if one.startswith("VmHWM:"))
    peak = int(mark.split()[1]) / 1024
    print(json.dumps({"bytes": size, "seconds": seconds, "megabytes": peak}))


main()
