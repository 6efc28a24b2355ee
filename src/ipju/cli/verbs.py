"""What each verb of the command line does: case files, forms, the practice office."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from ipju.cli.problems import BadCommand, reason_of
from ipju.cli.reading import only_case, read_cases
from ipju.cli.rooms import Rooms, type_of_drawing
from ipju.domain.case import Case
from ipju.notices.library import Library
from ipju.services.examine import examine
from ipju.services.exchange import BadInput, Problem, case_schema
from ipju.services.files import write_whole
from ipju.services.letters import CASE_FORMS, CannotPrint, Sheet, build
from ipju.services.notice_of import notice_of
from ipju.services.print_form import drafted
from ipju.services.report import judgement_lines, judgement_values

BAD_INPUT = 2
PRACTICE_FILE = "practice.db"
MOST_BAD_CASES = 100
"""Bad cases of one run that are told; beyond this the file is another one than was meant."""


def today(options: Namespace) -> date:
    """Return the day of the review: the one given, else today on this computer."""
    day: date | None = options.on
    return day or datetime.now().astimezone().date()


def known_notice(library: Library, notice_id: str) -> str:
    """Return the id; BadCommand when there is no such notice."""
    if notice_id not in library.ids():
        raise BadCommand(_unknown_notice(library, notice_id))
    return notice_id


def _unknown_notice(library: Library, notice_id: str) -> str:
    return f"모르는 공고입니다: {notice_id}. 아는 공고: {', '.join(library.ids())}"


def check(options: Namespace, rooms: Rooms) -> int:
    """Judge every case of the files; whatever is found, the exit status is 0.

    With a notice named, the same facts are judged by that one instead of their own.
    A bad case is told on standard error and the ones after it are judged all the same; then the
    exit status is 2.
    """
    library = rooms.notices()
    day = today(options)
    other = known_notice(library, options.notice) if options.notice else None
    bad = 0
    for place, found in _every_case(options.files):
        if isinstance(found, Case) and other is not None:
            found = replace(found, notice=other)
        if isinstance(found, Case) and found.notice not in library.ids():
            message = _unknown_notice(library, found.notice)
            found = BadInput([Problem(f"{place} notice", message)])
        if isinstance(found, Case):
            for line in _report(found, library, day, options.json):
                print(line)
            continue
        bad += 1
        print(found, file=sys.stderr)
        if bad == MOST_BAD_CASES:
            raise BadCommand(f"{place}: 틀린 사례가 {bad}건이라 멈췄습니다. 파일을 확인하세요.")
    return BAD_INPUT if bad else 0


def _every_case(names: Sequence[str]) -> Iterator[tuple[str, Case | BadInput]]:
    for name in names:
        try:
            yield from read_cases(name)
        except BadInput as error:
            yield name, error


def _report(case: Case, library: Library, day: date, as_json: bool) -> Iterator[str]:
    judgement = examine(case, notice_of(library, case), day)
    if as_json:
        values = judgement_values(case, judgement)
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    else:
        yield from judgement_lines(case, judgement)
        yield ""


def schema(_options: Namespace, _rooms: Rooms) -> int:
    """Print the JSON schema of a case."""
    print(json.dumps(case_schema(), ensure_ascii=False, indent=2))
    return 0


def demo(options: Namespace, rooms: Rooms) -> int:
    """Fill the practice office with invented people."""
    from ipju.services.practice import fill_office

    folder = options.store or rooms.practice_folder()
    with rooms.practice_office(folder) as office:

        def told(done: int) -> None:
            print(f"\r{done:,} / {options.cases:,}건", end="", file=sys.stderr, flush=True)

        try:
            filled = fill_office(office, options.cases, options.seed, progress=told)
        finally:
            print(file=sys.stderr)
        print(f"연습 사례 {filled.cases:,}건을 넣었습니다. 자리: {folder}")
    return 0


def print_form(options: Namespace, rooms: Rooms) -> int:
    """Write the PDF of a form of a case: of a case file, or of a number in the practice office.

    A form that tells a decision is marked as a draft: nobody has approved it.
    """
    if options.form not in CASE_FORMS:
        forms = ", ".join(f"{key}({name})" for key, name in CASE_FORMS.items())
        raise BadCommand(f"모르는 서식입니다: {options.form}. 쓸 수 있는 서식: {forms}")
    library = rooms.notices()
    case = _case(options, rooms)
    known_notice(library, case.notice)
    notice = notice_of(library, case)
    day = today(options)
    sheet = Sheet(
        case=case,
        notice=notice,
        notice_digest=library.digest(case.notice),
        judgement=examine(case, notice, day),
        on=day,
        officer=case.officer,
    )
    try:
        data = rooms.printer().render(drafted(build(options.form, sheet)))
    except CannotPrint as error:
        raise BadCommand(f"{options.case}: {error}") from None
    try:
        print(write_whole(options.out, data))
    except OSError as error:
        raise BadCommand(f"{options.out}: 저장하지 못했습니다. {reason_of(error)}") from None
    return 0


def _case(options: Namespace, rooms: Rooms) -> Case:
    name: str = options.case
    if name == "-" or Path(name).exists() or name.endswith((".json", ".ndjson", ".jsonl")):
        return only_case(name)
    folder: Path = options.store or rooms.practice_folder()
    if not (folder / PRACTICE_FILE).is_file():
        raise BadCommand(f"{name}: 그런 파일이 없고, 연습 사무실도 아직 없습니다({folder}).")
    with rooms.practice_office(folder) as office, office.store.unit() as unit:
        identity = unit.cases.id_of(name)
        if identity is None:
            raise BadCommand(f"{name}: 그런 파일도, 그런 접수번호도 없습니다.")
        return unit.cases.get(identity)


def demo_run(options: Namespace, rooms: Rooms, draw: type_of_drawing) -> int:
    """Open, edit, judge and print sample cases without a screen, and say where all lies."""
    from ipju.cli.rehearsal import rehearse

    for line in rehearse(options.out, rooms, draw):
        print(line, flush=True)
    return 0
