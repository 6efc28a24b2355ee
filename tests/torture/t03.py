"""T3: no RRN lies readable anywhere: store, journals, backups, logs, exports, temp and settings."""

import base64
import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pypdfium2

from ipju.domain.account import Role
from ipju.domain.case import Case
from ipju.domain.decision import Matter, Verdict
from ipju.domain.editing import change
from ipju.services.approve import approve
from ipju.services.backup import back_up, run_drill
from ipju.services.browse import find
from ipju.services.examine import examine_all
from ipju.services.exchange import parse_case
from ipju.services.history import history
from ipju.services.issue_letter import issue, save_letter
from ipju.services.office import Office
from ipju.services.open_case import add_case, view_case
from ipju.services.print_form import save_form
from ipju.services.propose import propose
from ipju.services.record import record
from ipju.services.reveal import reveal_rrn
from ipju.storage.store import Store
from tests.cli.running import SAMPLES
from tests.torture.offices import people_of, real_office
from tests.torture.result import Result


def run(count: int, seed: int = 0) -> Result:
    """Seed `count` numbers, do a day's work with them, and scan every byte that was written."""
    bad: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "temp").mkdir()
        before = {key: os.environ.get(key) for key in ("TMPDIR", "HOME", "XDG_DATA_HOME")}
        os.environ.update({key: str(root / "temp") for key in before})
        tempfile.tempdir = None
        log = logging.FileHandler(root / "program.log", encoding="utf-8")
        logging.getLogger().addHandler(log)
        level = logging.getLogger().level
        logging.getLogger().setLevel(logging.DEBUG)
        try:
            numbers = _a_days_work(root, count, seed)
        finally:
            logging.getLogger().removeHandler(log)
            logging.getLogger().setLevel(level)
            log.close()
            for key, value in before.items():
                os.environ.pop(key)
                os.environ.update({key: value} if value is not None else {})
            tempfile.tempdir = None
        files = [one for one in root.rglob("*") if one.is_file()]
        for one in files:
            bad += [f"{one.relative_to(root)}: {word}" for word in traces(one, numbers)]
    return Result(
        id="T3",
        what="byte scan for seeded RRNs",
        figure="0 hits",
        done=len(numbers),
        bad=tuple(bad[:20]),
        words=f"{len(files)} files, the open pages of the store among them",
    )


def _numbers(count: int, seed: int) -> Iterator[str]:
    """Yield numbers of a day that never was (29 February 1999), so that they are nobody's."""
    random = Random(seed)
    seen: set[str] = set()
    while len(seen) < count:
        number = f"990229{random.randrange(10**7):07d}"
        if number not in seen:
            seen.add(number)
            yield number


def _a_days_work(root: Path, count: int, seed: int) -> list[str]:
    numbers = list(_numbers(count, seed))
    left = iter(numbers)
    with real_office(root / "office") as seats:
        office = seats[Role.CASEWORKER]
        stored = []
        for case in people_of(count, seed):
            people = tuple(replace(one, rrn=next(left, None)) for one in case.people)
            with office.store.unit() as unit:
                stored.append(unit.cases.add(replace(case, people=people)))
            if stored[-1].people[-1].rrn is None:
                break
        examine_all(office)
        for case in stored[:12]:
            _work_on(office, case, root)
        _decide(seats, numbers[0], root)
        back_up(seats[Role.ADMIN])
        assert run_drill(seats[Role.ADMIN]).drill.sound
        _open_pages(office.store, root / "open-pages.db")
    exported = root / "case.json"
    exported.write_text(json.dumps({"people": [{"rrn": numbers[0]}]}), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "ipju", "check", str(exported)],
        capture_output=True,
        check=False,
    )
    exported.unlink()  # this one was given to the program, not made by it
    (root / "command.log").write_bytes(told.stdout + told.stderr)
    return numbers


def _work_on(office: Office, case: Case, root: Path) -> None:
    person = next(one for one in case.people if one.rrn)
    assert person.rrn is not None
    view_case(office, case.id)
    assert find(office, person.rrn)
    assert reveal_rrn(office, case.id, person.id, f"본인 확인 {person.rrn}") == person.rrn
    log = logging.getLogger("torture")
    log.debug("%s", history(office, case.id))
    for form in ("consent", "receipt"):
        save_form(office, case, form, root / f"{case.number}-{form}.pdf")


def _decide(seats: dict[Role, Office], number: str, root: Path) -> None:
    """Take one refusal from the proposal to the saved letter."""
    office = seats[Role.CASEWORKER]
    text = (SAMPLES / "kim-yesi.json").read_text(encoding="utf-8")
    sample = replace(parse_case(json.loads(text)), number="2023-3-09999", practice=False)
    first, *others = sample.people
    case = add_case(office, replace(sample, people=(replace(first, rrn=None), *others))).case
    with office.store.unit() as unit:
        holder = replace(case.people[0], rrn=number, birth=None)
        unit.cases.save(replace(case, people=(holder, *case.people[1:])))
    case = record(office, case.id, [change(case, ("phone",), "010-0000-0009")]).case
    proposed = propose(
        office, case.id, Matter.PERSON, Verdict.INELIGIBLE, f"소득 초과 ({number})"
    ).proposal
    approve(seats[Role.SUPERVISOR], proposed.id, proposed.digest)
    letter = issue(office, proposed.id).letter
    save_letter(office, letter.id, root / "letter.pdf")


def _open_pages(store: Store, path: Path) -> None:
    """Write the pages of the store as they are below the encryption of the file."""
    run = store.connection.exec_driver_sql
    run("ATTACH DATABASE ? AS open_pages KEY ''", (str(path),))
    run("SELECT sqlcipher_export('open_pages')")
    run("DETACH DATABASE open_pages")


def traces(path: Path, numbers: list[str]) -> Iterator[str]:
    """Yield what of the numbers lies in a file, in each way it could be written."""
    data = path.read_bytes()
    texts = [data, data.lower()]
    if data.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(data) as document:
            pages = [document[at].get_textpage().get_text_range() for at in range(len(document))]
        texts.append("".join(pages).encode())
    for number in numbers:
        hyphen = f"{number[:6]}-{number[6:]}"
        for word, needle in (
            ("plain", number.encode()),
            ("hyphen", hyphen.encode()),
            ("utf-16", number.encode("utf-16-le")),
            ("utf-16-be", number.encode("utf-16-be")),
            ("base64", base64.b64encode(number.encode())[:16]),
            ("base64 hyphen", base64.b64encode(hyphen.encode())[:16]),
            ("hex", number.encode().hex().encode()),
        ):
            if any(needle in one for one in texts):
                yield word
