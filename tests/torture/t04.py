"""T4: errors forced everywhere; no message, traceback, log or standard error tells of anybody.

What is read is everything a person, a log file or a report of a fault could hold: the message,
the whole traceback, what the hook of the program says of it, every log record with all loggers
turned up, and standard error. The names of files and arguments that somebody typed come back to
them; only an RRN among them is masked.
"""

import io
import logging
import os
import random
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path

from ipju.cli.problems import TRACE, unexpected
from ipju.services.browse import find
from ipju.services.open_case import view_case
from ipju.services.print_form import preview_form
from ipju.services.record import record
from ipju.ui.rooms import explain
from tests.torture.forced import FORCED, Scene, edit, scene_in
from tests.torture.offices import opened
from tests.torture.result import Result

# Importing them enters their acts.
for _acts in ("forced_inside", "forced_outside"):
    import_module(f"tests.torture.{_acts}")


def run(count: int, seed: int = 0) -> Result:
    """Force `count` errors, one after the other through all kinds, each round with new people."""
    dice = random.Random(seed)
    bad: list[str] = []
    told = io.StringIO()
    with (
        tempfile.TemporaryDirectory() as folder,
        _all_logs(told),
        opened(Path(folder) / "office") as office,
    ):
        scene = scene_in(office, Path(folder), dice, 0)
        for number in range(count):
            act = FORCED[number % len(FORCED)]
            if number and number % len(FORCED) == 0:
                scene = scene_in(office, Path(folder), dice, number)
            said, error = _said(lambda act=act, scene=scene: act(scene))
            where = f"{act.__name__} ({type(error).__name__})"
            if error is None:
                bad.append(f"{act.__name__}: nothing went wrong")
            bad += [f"{where} tells {one!r}" for one in scene.secrets() if one in said]
        bad += _at_work(scene)
        bad += [f"a log tells {one!r}" for one in scene.secrets() if one in told.getvalue()]
        kinds = min(count, len(FORCED))
    return Result(
        id="T4",
        what="forced errors whose message, traceback or log could carry personal data",
        figure="0 hits",
        done=count,
        bad=tuple(bad),
        words=f"{kinds} kinds of error",
    )


class _Caught:
    """Keeps whatever error ends its block."""

    error: BaseException | None = None

    def __enter__(self) -> "_Caught":
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        self.error = error
        return isinstance(error, Exception | SystemExit)


def _said(act: Callable[[], object]) -> tuple[str, BaseException | None]:
    """Do an act; return everything that can be read of how it ended, and the error."""
    stderr = io.StringIO()
    with _all_logs(stderr), redirect_stderr(stderr), redirect_stdout(io.StringIO()):
        with _Caught() as caught:
            act()
        # After a SystemExit a verb has said what it had to say, and Python adds nothing.
        if isinstance(caught.error, Exception):
            _tell(caught.error, stderr)
    return stderr.getvalue(), caught.error


def _tell(error: BaseException, stream: io.StringIO) -> None:
    """Write an error everywhere the program or a library around it could."""
    for told in (str(error), "".join(traceback.format_exception(error)), explain(error)):
        stream.write(f"{told}\n")
    logging.getLogger("tests.torture").debug("failed: %s", error, exc_info=error)
    before = os.environ.get(TRACE)
    for trace in ("", "1"):
        os.environ[TRACE] = trace
        unexpected(type(error), error, error.__traceback__)
    del os.environ[TRACE]
    if before is not None:
        os.environ[TRACE] = before


@contextmanager
def _all_logs(stream: io.StringIO) -> Iterator[None]:
    """Turn every logger up to where it tells most."""
    handler = logging.StreamHandler(stream)
    names = [None, "sqlalchemy", "sqlalchemy.engine", "sqlalchemy.pool", "tests.torture"]
    loggers = [logging.getLogger(one) for one in (*names, *logging.root.manager.loggerDict)]
    before = [(one, one.level) for one in loggers]
    disabled = logging.root.manager.disable
    logging.disable(logging.NOTSET)
    kept, logging.root.handlers = logging.root.handlers, [handler]
    for one in loggers:
        one.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        for one, level in before:
            one.setLevel(level)
        logging.root.handlers = kept
        logging.disable(disabled)


def _at_work(scene: Scene) -> Iterator[str]:
    """Work as on any day with all logs turned up, then with a fault of the program itself."""

    def work() -> None:
        logging.getLogger("sqlalchemy.engine.Engine").debug("all logs are read")
        view_case(scene.office, scene.case.id)
        find(scene.office, scene.name)
        record(scene.office, scene.case.id, [edit(scene, "postcode", "", "04999")])
        preview_form(scene.office, scene.case, "receipt")

    def fault() -> None:
        try:
            raise KeyError(scene.name)
        except KeyError as inner:
            raise ZeroDivisionError(scene.rrn) from inner

    said, error = _said(work)
    if error is not None:
        yield f"an ordinary day: {type(error).__name__}"
    if "all logs are read" not in said:
        yield "no log was looked through"
    yield from (f"an ordinary day tells {one!r}" for one in scene.secrets() if one in said)
    stderr = io.StringIO()
    with redirect_stderr(stderr):
        os.environ[TRACE] = "1"
        try:
            fault()
        except ZeroDivisionError as error:
            unexpected(type(error), error, error.__traceback__)
        finally:
            del os.environ[TRACE]
    if "ZeroDivisionError" not in stderr.getvalue() or " fault" not in stderr.getvalue():
        yield "the hook does not say where a fault lies"
    yield from (f"the hook tells {one!r}" for one in scene.secrets() if one in stderr.getvalue())
