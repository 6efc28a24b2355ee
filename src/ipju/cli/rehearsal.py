"""The main job without a screen: sample cases are opened, edited, judged, decided and printed.

Two samples, so that every form has a case that bears it: one is refused, stays so after a figure
is corrected and lacks a paper; the other is eligible, with a home that passes 권리분석. What
박담당 proposes 최결재 approves, and the letter is issued from that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree

from ipju.cli.reading import only_case
from ipju.cli.rooms import Rooms, type_of_drawing
from ipju.domain.case import Case
from ipju.domain.decision import Matter, Verdict
from ipju.domain.editing import change
from ipju.domain.finding import Outcome
from ipju.domain.money import won
from ipju.services.approve import approve
from ipju.services.examine import examine
from ipju.services.files import write_whole
from ipju.services.issue_letter import issue, save_letter
from ipju.services.letters import FORMS
from ipju.services.notice_of import notice_of
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.print_form import preview_blank, save_form
from ipju.services.propose import propose
from ipju.services.record import record
from ipju.services.report import judgement_lines, judgement_values

SAMPLES = Path("resources") / "samples"


@dataclass(frozen=True, slots=True)
class Decision:
    """What is proposed of a sample, with its reasons, and the form of its letter."""

    matter: Matter
    verdict: Verdict
    reasons: str
    form: str


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
        supervisor = replace(first, actor=rooms.seat(first.store, SUPERVISOR))
        for sample in PLAN:
            file = rooms.data_root() / SAMPLES / sample.file
            yield from _work(office, supervisor, file, sample, out)
        blank = write_whole(out / "consent-blank.pdf", preview_blank(office, office.notices.ids()[0], "consent"))
        yield f"빈 동의서: {blank}"
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


def _work(
    office: Office, supervisor: Office, file: Path, sample: Sample, out: Path
) -> Iterator[str]:
    case = only_case(str(file))
    opened = add_case(office, replace(case, version=0)).case
    name = opened.applicant.name if opened.applicant else ""
    yield f"{name} · {opened.number}: 사례를 열어 심사했습니다."
    yield from _judged(office, opened, out / f"{file.stem}-before")
    for one in sample.first:
        yield from _decided(office, supervisor, opened, one, out / f"{one.form}.pdf")
    edit = change(opened, ("incomes", opened.incomes[0].id, "monthly"), sample.income)
    edited = record(office, opened.id, [edit]).case
    yield f"{name} · 소득 하나를 {won(sample.income)}으로 고쳐 다시 심사했습니다."
    yield from _judged(office, edited, out / f"{file.stem}-after")
    for form in sample.forms:
        yield f"  {FORMS[form]}: {save_form(office, edited, form, out / f'{form}.pdf')}"
    for one in sample.then:
        yield from _decided(office, supervisor, edited, one, out / f"{one.form}.pdf")


def _decided(
    office: Office, supervisor: Office, case: Case, one: Decision, path: Path
) -> Iterator[str]:
    """Propose, approve with another pair of eyes, and issue the letter of what was approved."""
    waiting = propose(office, case.id, one.matter, one.verdict, one.reasons).proposal
    approved = approve(supervisor, waiting.id, waiting.digest).proposal
    letter = issue(office, approved.id).letter
    yield (
        f"  {one.matter.label} {one.verdict.label}: {office.actor.name} 올림, "
        f"{supervisor.actor.name} {approved.state.label}, 시행 {letter.number}"
    )
    yield f"  {FORMS[one.form]}: {save_letter(office, letter.id, path)}"


def _judged(office: Office, case: Case, stem: Path) -> Iterator[str]:
    judgement = examine(case, notice_of(office.notices, case), office.clock.today())
    values = json.dumps(judgement_values(case, judgement), ensure_ascii=False, indent=2)
    text = "\n".join(judgement_lines(case, judgement)) + "\n"
    as_json = write_whole(stem.with_suffix(".json"), values.encode())
    as_text = write_whole(stem.with_suffix(".txt"), text.encode())
    failed = [one.title for one in judgement.findings if one.outcome is Outcome.FAIL]
    yield f"  부적합: {', '.join(failed) or '없음'}"
    yield f"  판정: {as_text}, {as_json}"
