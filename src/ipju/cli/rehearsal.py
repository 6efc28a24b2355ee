"""The main job without a screen: sample cases are opened, edited, judged, printed and drawn.

Two samples, so that every form has a case that bears it: one is refused, stays so after a figure
is corrected and lacks a paper; the other is eligible, with a home that passes 권리분석.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ipju.cli.reading import only_case
from ipju.cli.rooms import Rooms, type_of_drawing
from ipju.domain.case import Case
from ipju.domain.editing import change
from ipju.domain.finding import Outcome
from ipju.domain.money import won
from ipju.services.examine import examine
from ipju.services.files import write_whole
from ipju.services.letters import FORMS
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.print_form import preview_blank_consent, save_form
from ipju.services.record import record
from ipju.services.report import judgement_lines, judgement_values

SAMPLES = Path("resources") / "samples"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample case: its file, the income corrected in won a month, the forms printed of it."""

    file: str
    income: int
    forms: tuple[str, ...]


# The refused one comes last: the pictures show the case that was saved last.
PLAN = (
    Sample("hong-gildong.json", 2_950_000, ("eligible", "title")),
    Sample("kim-yesi.json", 4_402_056, ("consent", "receipt", "supplement", "ineligible")),
)


def rehearse(out: Path, rooms: Rooms, draw: type_of_drawing) -> Iterator[str]:
    """Do a caseworker's main job in `out` and yield what was done and where it lies."""
    out.mkdir(parents=True, exist_ok=True)
    folder = out / "office"
    with rooms.practice_office(folder) as office:
        for sample in PLAN:
            yield from _work(office, rooms.data_root() / SAMPLES / sample.file, sample, out)
        blank = write_whole(out / "consent-blank.pdf", preview_blank_consent(office))
        yield f"빈 동의서: {blank}"
    yield "화면 그림"
    try:
        for picture in draw(folder, out):
            yield f"  {picture}"
    except (ImportError, RuntimeError, OSError) as error:
        yield f"  그리지 못했습니다. 나머지는 모두 만들었습니다. ({error})"


def _work(office: Office, file: Path, sample: Sample, out: Path) -> Iterator[str]:
    case = only_case(str(file))
    with office.store.unit() as unit:
        known = unit.cases.id_of(case.number)
        if known is not None:
            unit.cases.delete(known)
    opened = add_case(office, replace(case, version=0)).case
    name = opened.applicant.name if opened.applicant else ""
    yield f"{name} · {opened.number}: 사례를 열어 심사했습니다."
    yield from _judged(office, opened, out / f"{file.stem}-before")
    edit = change(opened, ("incomes", opened.incomes[0].id, "monthly"), sample.income)
    edited = record(office, opened.id, [edit]).case
    yield f"{name} · 소득 하나를 {won(sample.income)}으로 고쳐 다시 심사했습니다."
    yield from _judged(office, edited, out / f"{file.stem}-after")
    for form in sample.forms:
        # The refusal tells of the case as it came in; the others of what stands now.
        told = opened if form == "ineligible" else edited
        yield f"  {FORMS[form]}: {save_form(office, told, form, out / f'{form}.pdf')}"


def _judged(office: Office, case: Case, stem: Path) -> Iterator[str]:
    judgement = examine(case, office.notices.get(case.notice), office.clock.today())
    values = json.dumps(judgement_values(case, judgement), ensure_ascii=False, indent=2)
    text = "\n".join(judgement_lines(case, judgement)) + "\n"
    as_json = write_whole(stem.with_suffix(".json"), values.encode())
    as_text = write_whole(stem.with_suffix(".txt"), text.encode())
    failed = [one.title for one in judgement.findings if one.outcome is Outcome.FAIL]
    yield f"  부적합: {', '.join(failed) or '없음'}"
    yield f"  판정: {as_text}, {as_json}"
