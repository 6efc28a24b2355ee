"""Letters beside reportlab drawing the same pages: one, and a thousand for the post in one file."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import repeat
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import reportlab.pdfgen.canvas as canvases
from measure import Line, beside
from stores import notice, opened

from ipju import bootstrap
from ipju.domain.printed import PrintModel
from ipju.rules.judge import judge
from ipju.services.letters import FORMS, CannotPrint, Sheet, build

DRAWING = (
    "addLiteral", "setFont", "setFillGray", "setStrokeGray", "setLineWidth", "setDash",
    "drawString", "line", "rect", "showPage",
)  # fmt: skip
type_of_call = tuple[str, tuple[Any, ...], dict[str, Any]]


def letters(folder: Path, rounds: int) -> list[Line]:
    """Every form that the first cases bear: from the findings to the finished PDF."""
    found = []
    for form, (title, sheet) in _sheets(folder).items():
        model = build(form, sheet)
        printer = bootstrap.printer()
        with _recorded() as (options, calls):
            printer.render(model)
        ours, floor = beside(
            _rendering(form, sheet, printer.render), lambda o=options, c=calls: _replay(o, c),
            max(9, rounds // 4),
        )  # fmt: skip
        pages = sum(name == "showPage" for name, _args, _named in calls)
        work = f"letter: {title} ({pages} {'page' if pages == 1 else 'pages'})"
        found.append(Line(work=work, ours=ours, floor=floor, unit="ms", limit=2))
    return found


def together(folder: Path, count: int) -> list[Line]:
    """Letters that were issued put into one file for the post, beside reportlab drawing them."""
    _title, sheet = _sheets(folder)["ineligible"]
    model, printer = build("ineligible", sheet), bootstrap.printer()
    with _recorded() as (options, calls):
        letter = printer.render(model)
    ours, floor = beside(
        lambda: printer.join(repeat(letter, count), BytesIO()),
        lambda: _replay(options, calls * count),
        3,
    )
    child = Path(__file__).with_name("child_join.py")
    with TemporaryDirectory() as place:
        path = Path(place) / "letter.pdf"
        path.write_bytes(letter)
        run = subprocess.run(
            [sys.executable, str(child), str(path), str(count)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    name = f"{count:,} letters in one file"
    peak = json.loads(run.stdout)["megabytes"]
    return [
        Line(work=name, ours=ours, floor=floor, unit="ms", limit=2),
        Line(work=f"{name}: peak memory", ours=peak, unit="MB", limit=200),
    ]


def _rendering(
    form: str, sheet: Sheet, render: Callable[[PrintModel], bytes]
) -> Callable[[], bytes]:
    return lambda: render(build(form, sheet))


def _sheets(folder: Path) -> dict[str, tuple[str, Sheet]]:
    """Return a sheet for each form, from the first case that bears it."""
    store, terms = opened(folder), notice()
    digest = bootstrap.notices().digest(terms.id)
    found: dict[str, tuple[str, Sheet]] = {}
    for case in store.read_all():
        day = bootstrap.PRACTICE_DAY
        sheet = Sheet(case, terms, digest, judge(case, terms, day), day, "박담당")
        for form, title in FORMS.items():
            if form in found:
                continue
            try:
                build(form, sheet)
            except CannotPrint:
                continue
            found[form] = title, sheet
        if len(found) == len(FORMS):
            break
    store.close()
    return found


@contextmanager
def _recorded() -> Iterator[tuple[dict[str, Any], list[type_of_call]]]:
    """Note every drawing command that reaches reportlab's canvas from outside it."""
    options: dict[str, Any] = {}
    calls: list[type_of_call] = []
    plain = canvases.Canvas

    class Recording(plain):
        def __init__(self, target: Any, **named: Any) -> None:
            self.inside = True
            options.update(named)
            super().__init__(target, **named)
            self.inside = False

    def recording(name: str) -> Callable[..., Any]:
        def call(self: Any, *args: Any, **named: Any) -> Any:
            if self.inside:
                return getattr(plain, name)(self, *args, **named)
            calls.append((name, args, named))
            self.inside = True
            try:
                return getattr(plain, name)(self, *args, **named)
            finally:
                self.inside = False

        return call

    for name in DRAWING:
        setattr(Recording, name, recording(name))
    canvases.Canvas = Recording
    try:
        yield options, calls
    finally:
        canvases.Canvas = plain


def _replay(options: dict[str, Any], calls: list[type_of_call]) -> bytes:
    target = BytesIO()
    canvas = canvases.Canvas(target, **options)
    for name, args, named in calls:
        getattr(canvas, name)(*args, **named)
    canvas.save()
    return target.getvalue()
