"""The main job without a screen: sample cases are opened, edited, judged, decided and printed.

Samples so that every form has a case that bears it: one is refused, stays so after a figure is
corrected and lacks a paper; another is eligible, with a home that passes 권리분석; two apply for
rooms an operator lets, and one of them comes to a room. What 박담당 proposes 최결재 approves, and
the letter is issued from that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree

from ipju.cli.reading import only_case
from ipju.cli.rehearsal_rooms import rehearse_rooms
from ipju.cli.rehearsed import Decision, Desk, decided, judged
from ipju.cli.rooms import Rooms, type_of_drawing
from ipju.domain.decision import Matter, Verdict
from ipju.domain.editing import change
from ipju.domain.money import won
from ipju.services.files import write_whole
from ipju.services.letters import FORMS
from ipju.services.open_case import add_case
from ipju.services.print_form import preview_blank, save_form
from ipju.services.record import record

SAMPLES = Path("resources") / "samples"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample case: its file, the income corrected in won a month, the forms printed of it.

    `first` is decided of the case as it came in, `then` of what stands after the correction.
    """

    file: str
    income: int
    forms: tuple[str, ...]
    first: tuple[Decision, ...]
    then: tuple[Decision, ...]


OFFICER, SUPERVISOR = "박담당", "최결재"
FIT = "모든 항목이 공고의 기준에 맞음"

ROOMS = ("yun-pyobon.json", "seo-gasang.json")
"""Two who apply for a room: one may not have it, the other comes to live in it."""

# The refused one comes last: the pictures show the case that was saved last.
PLAN = (
    Sample(
        "hong-gildong.json",
        2_950_000,
        (),
        (),
        (
            Decision(Matter.PERSON, Verdict.ELIGIBLE, FIT, "eligible"),
            Decision(Matter.HOME, Verdict.ELIGIBLE, FIT, "title"),
        ),
    ),
    Sample(
        "kim-yesi.json",
        4_402_056,
        ("consent", "receipt"),
        (Decision(Matter.PERSON, Verdict.INELIGIBLE, "소득이 한도를 넘음", "ineligible"),),
        (Decision(Matter.PERSON, Verdict.SUPPLEMENT, "빠진 서류가 있음", "supplement"),),
    ),
)


def rehearse(out: Path, rooms: Rooms, draw: type_of_drawing) -> Iterator[str]:
    """Do a caseworker's main job in `out` and yield what was done and where it lies."""
    out.mkdir(parents=True, exist_ok=True)
    folder = _emptied(out / "office")
    with rooms.practice_office(folder) as first:
        office = replace(first, actor=rooms.seat(first.store, OFFICER))
        desk = Desk(office, replace(first, actor=rooms.seat(first.store, SUPERVISOR)))
        samples = rooms.data_root() / SAMPLES
        yield from rehearse_rooms(desk, tuple(samples / name for name in ROOMS), out)
        for sample in PLAN:
            yield from _work(desk, samples / sample.file, sample, out)
    yield "화면 그림"
    try:
        for picture in draw(folder, out):
            yield f"  {picture}"
    except (ImportError, RuntimeError, OSError) as error:
        yield f"  그리지 못했습니다. 나머지는 모두 만들었습니다. ({error})"


def _emptied(folder: Path) -> Path:
    """Take the practice office of an earlier rehearsal away, so that numbers begin anew."""
    if (folder / "practice.db").exists():
        rmtree(folder)
    return folder


def _work(desk: Desk, file: Path, sample: Sample, out: Path) -> Iterator[str]:
    office = desk.officer
    case = only_case(str(file))
    opened = add_case(office, replace(case, version=0)).case
    name = opened.applicant.name if opened.applicant else ""
    yield f"{name} · {opened.number}: 사례를 열어 심사했습니다."
    yield from judged(office, opened, out / f"{file.stem}-before")
    for one in sample.first:
        yield from decided(desk, opened, one, out / f"{one.form}.pdf")
    edit = change(opened, ("incomes", opened.incomes[0].id, "monthly"), sample.income)
    edited = record(office, opened.id, [edit]).case
    yield f"{name} · 소득 하나를 {won(sample.income)}으로 고쳐 다시 심사했습니다."
    yield from judged(office, edited, out / f"{file.stem}-after")
    for form in sample.forms:
        yield f"  {FORMS[form]}: {save_form(office, edited, form, out / f'{form}.pdf')}"
    for one in sample.then:
        yield from decided(desk, edited, one, out / f"{one.form}.pdf")
    if sample.forms:
        blank = preview_blank(office, edited.notice, "consent")
        yield f"빈 동의서: {write_whole(out / 'consent-blank.pdf', blank)}"
