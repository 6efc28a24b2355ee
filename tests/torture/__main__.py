"""`make torture`: every torture with its full figures, and a table of what came of them.

usage: python -m tests.torture [T1 T5 …]   (all of them when none is named)
"""

import importlib
import logging
import sys
import time

from tests.torture.figures import FIGURES
from tests.torture.result import Result


def main(wanted: list[str]) -> int:
    """Run the tortures, print the table; 0 when every figure was reached."""
    logging.disable(logging.WARNING)
    rows: list[tuple[Result, float]] = []
    for name, (module, count, _quick) in FIGURES.items():
        if wanted and name not in wanted:
            continue
        print(f"{name}: {count:,} …", flush=True)
        began = time.perf_counter()
        result = importlib.import_module(f"tests.torture.{module}").run(count)
        rows.append((result, time.perf_counter() - began))
        print(f"  {'reached' if result.reached else 'NOT REACHED'} {result.words}", flush=True)
        for one in result.bad[:5]:
            print(f"    {one[:400]}", flush=True)
    print()
    print(f"| id | what | figure | done | bad | {'seconds':>7} | |")
    print("|---|---|---|---:|---:|---:|---|")
    for result, seconds in rows:
        word = "reached" if result.reached else "NOT REACHED"
        print(
            f"| {result.id} | {result.what} | {result.figure} | {result.done:,} |"
            f" {len(result.bad)} | {seconds:7.0f} | {word} |"
        )
    return 0 if rows and all(result.reached for result, _seconds in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
