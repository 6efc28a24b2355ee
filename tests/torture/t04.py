"""T4: errors forced everywhere; no message, traceback, log or standard error tells of anybody.

What is read is everything a person, a log file or a report of a fault could hold: the message,
the whole traceback, what the hook of the program says of it, every log record with all loggers
turned up, and standard error. The names of files and arguments that somebody typed come back to
them; only an RRN among them is masked.
"""

import io
import json
import logging
import os
import random
import tempfile
import traceback
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from ipju import bootstrap
from ipju.cli.main import main
from ipju.cli.problems import TRACE, unexpected
from ipju.domain.case import Answer, Case
from ipju.domain.dates import parse_date
from ipju.domain.editing import Edit
from ipju.domain.finding import Question
from ipju.domain.person import Person
from ipju.services.answer import answer
from ipju.services.browse import find, page
from ipju.services.examine import examine
from ipju.services.exchange import dump_case, parse_case
from ipju.services.letters import build
from ipju.services.office import Office
from ipju.services.open_case import add_case, reread_case, start_case, view_case
from ipju.services.print_form import preview_form, save_form
from ipju.services.record import record, undo
from ipju.services.reveal import reveal_rrn
from ipju.storage.keys import open_practice
from ipju.storage.store import Store, open_store
from ipju.ui.rooms import explain
from tests.torture.offices import NOTICE, opened, people_of
from tests.torture.result import Result

SURNAMES = ("제갈", "남궁", "선우", "독고", "황보")
RARE = "쁠쩝뤼켸뵈쉔튑쫑뀐휏"
"""Syllables that no message holds by chance."""


@dataclass
class Scene:
    """One invented person in an office, and what must not be read anywhere."""

    office: Office
    folder: Path
    case: Case
    name: str
    rrn: str
    phone: str
    address: str
    dice: random.Random
    made: list[Path] = field(default_factory=list)

    @property
    def person(self) -> Person:
        return self.case.people[0]

    @property
    def store(self) -> Store:
        assert isinstance(self.office.store, Store)
        return self.office.store

    def secrets(self) -> tuple[str, ...]:
        """Return everything that tells of this person, as it may be written."""
        return (
            self.name,
            unicodedata.normalize("NFD", self.name),
            self.name.encode("unicode_escape").decode(),
            self.rrn,
            f"{self.rrn[:6]}-{self.rrn[6:]}",
            self.rrn[6:],
            self.phone,
            self.phone.replace("-", ""),
            self.address,
            self.address.rpartition(" ")[2],
        )

    def any_secret(self) -> str:
        """Return one of them as it could be typed into a wrong place."""
        return self.dice.choice((self.name, self.rrn, self.phone, self.address))

    def file(self, content: str | bytes, suffix: str = ".json") -> Path:
        """Write what somebody hands in; the name of the file tells nothing."""
        path = self.folder / f"in-{len(self.made)}{suffix}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.made.append(path)
        return path

    def raw(self) -> dict[str, Any]:
        return dump_case(self.case)


type_of_act = Callable[[Scene], object]
FORCED: list[type_of_act] = []


def forced(act: type_of_act) -> type_of_act:
    """Enter an act that must go wrong."""
    FORCED.append(act)
    return act


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
        scene = _scene(office, Path(folder), dice, 0)
        for number in range(count):
            act = FORCED[number % len(FORCED)]
            if number and number % len(FORCED) == 0:
                scene = _scene(office, Path(folder), dice, number)
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


def _scene(office: Office, folder: Path, dice: random.Random, number: int) -> Scene:
    (case,) = people_of(1, 1000 + number)
    name = dice.choice(SURNAMES) + "".join(dice.sample(RARE, 2))
    rrn = f"99{dice.randint(1, 12):02}{dice.randint(1, 28):02}1{dice.randint(100000, 999999)}"
    phone = f"010-{dice.randint(2000, 9999)}-{dice.randint(1000, 9999)}"
    address = f"서울특별시 예시구 견본로 2, {name[2:]}빌라{dice.randint(100, 999)}호"
    person = replace(case.people[0], name=name, rrn=rrn, birth=None)
    case = replace(
        case,
        number="",
        people=(person, *case.people[1:]),
        phone=phone,
        address=address,
        email=f"{phone[-4:]}@example.com",
    )
    stored = add_case(office, case).case
    return Scene(office, folder, stored, name, rrn, phone, address, dice)


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
        record(scene.office, scene.case.id, [_edit(scene, "postcode", "", "04999")])
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


def _edit(scene: Scene, name: str, before: object, after: object) -> Edit:
    now = reread_case(scene.office, scene.case.id)
    return Edit(path=(name,), before=getattr(now, name) if before == "" else before, after=after)


def _put(scene: Scene, path: tuple[str | UUID, ...], after: object, before: object) -> object:
    edit = Edit(path=path, before=before, after=after)
    return record(scene.office, scene.case.id, [edit])


# ---- services


@forced
def a_name_for_a_number(scene: Scene) -> object:
    return _put(scene, ("people", scene.person.id, "rrn"), scene.name, scene.rrn)


@forced
def a_phone_for_a_number(scene: Scene) -> object:
    return _put(scene, ("people", scene.person.id, "rrn"), scene.phone, scene.rrn)


@forced
def a_number_of_no_day(scene: Scene) -> object:
    return _put(scene, ("people", scene.person.id, "rrn"), f"9902301{scene.rrn[7:]}", scene.rrn)


@forced
def one_number_twice(scene: Scene) -> object:
    other = replace(scene.person, id=uuid4(), relation=scene.case.people[-1].relation)
    return _put(scene, ("people", other.id), other, None)


@forced
def another_birth_date(scene: Scene) -> object:
    return _put(scene, ("people", scene.person.id, "birth"), parse_date("1950-01-02"), None)


@forced
def a_control_character(scene: Scene) -> object:
    return _put(scene, ("address",), f"{scene.address}\x00", scene.address)


@forced
def half_a_character(scene: Scene) -> object:
    return _put(scene, ("people", scene.person.id, "name"), f"{scene.name}\ud800", scene.name)


@forced
def an_endless_address(scene: Scene) -> object:
    return _put(scene, ("address",), scene.address * 500, scene.address)


@forced
def a_clash(scene: Scene) -> object:
    return _put(scene, ("phone",), f"{scene.phone}1", "010-0000-0000")


@forced
def a_clash_of_names(scene: Scene) -> object:
    return _put(scene, ("people", scene.person.id, "name"), f"{scene.name}리", "김예시")


@forced
def a_row_that_is_gone(scene: Scene) -> object:
    return _put(scene, ("people", uuid4(), "name"), scene.name, "")


@forced
def a_field_nobody_knows(scene: Scene) -> object:
    return _put(scene, ("people", scene.person.id, "nmae"), scene.name, "")


@forced
def a_row_that_is_no_row(scene: Scene) -> object:
    return _put(scene, ("people", uuid4()), scene.any_secret(), None)


@forced
def a_list_that_is_no_list(scene: Scene) -> object:
    return _put(scene, ("people",), scene.any_secret(), scene.case.people)


@forced
def a_case_that_is_gone(scene: Scene) -> object:
    edit = Edit(path=("phone",), before="", after=scene.phone)
    return record(scene.office, uuid4(), [edit])


@forced
def an_answer_in_anothers_name(scene: Scene) -> object:
    row = Answer(
        id=uuid4(),
        question="car/A35",
        choice="yes",
        reason=f"{scene.name} {scene.rrn}",
        officer=scene.name,
        answered_at=scene.office.clock.now(),
    )
    return _put(scene, ("answers", row.id), row, None)


@forced
def taking_back_what_was_not_done(scene: Scene) -> object:
    edit = Edit(path=("phone",), before=f"{scene.phone}2", after=f"{scene.phone}3")
    return undo(scene.office, scene.case.id, [edit])


@forced
def a_new_case_with_a_name_for_a_number(scene: Scene) -> object:
    return start_case(scene.office, NOTICE, scene.name, rrn=scene.name * 4)


@forced
def a_new_case_with_a_phone_for_a_number(scene: Scene) -> object:
    return start_case(scene.office, NOTICE, scene.name, rrn=scene.phone.replace("-", "") + "00")


@forced
def a_new_case_of_no_notice(scene: Scene) -> object:
    return start_case(scene.office, "no-such-notice", scene.name, rrn=scene.rrn)


@forced
def the_same_case_again(scene: Scene) -> object:
    return add_case(scene.office, scene.case)


@forced
def the_same_cases_again(scene: Scene) -> object:
    return scene.store.add_many([scene.case, scene.case])


@forced
def a_case_with_two_applicants(scene: Scene) -> object:
    twice = (*scene.case.people, replace(scene.person, id=uuid4(), rrn=None))
    return add_case(scene.office, replace(scene.case, id=uuid4(), number="", people=twice))


@forced
def no_reason(scene: Scene) -> object:
    return reveal_rrn(scene.office, scene.case.id, scene.person.id, " ")


@forced
def a_number_nobody_has(scene: Scene) -> object:
    return reveal_rrn(scene.office, scene.case.id, uuid4(), f"{scene.name} 대조")


@forced
def a_number_while_nothing_can_be_written(scene: Scene) -> object:
    with _pragma(scene.store, "query_only"):
        return reveal_rrn(scene.office, scene.case.id, scene.person.id, f"{scene.name} 대조")


@forced
def an_answer_that_is_none(scene: Scene) -> object:
    judgement = examine(scene.case, scene.office.notices.get(NOTICE), scene.office.clock.today())
    asked = [question for one in judgement.findings for question in one.questions]
    question = asked[0] if asked else Question(id="car/A35", text="", quote="", choices=())
    return answer(scene.office, scene.case.id, question, scene.any_secret(), scene.name)


# ---- storage


@contextmanager
def _pragma(store: Store, name: str) -> Iterator[None]:
    store.connection.exec_driver_sql(f"PRAGMA {name} = ON")
    try:
        yield
    finally:
        store.connection.exec_driver_sql(f"PRAGMA {name} = OFF")


@contextmanager
def _broken(store: Store, statement: str, *values: object) -> Iterator[None]:
    """Let something be wrong inside the file until the block ends."""
    run = store.connection.exec_driver_sql
    run("BEGIN")
    try:
        run(statement, values)
        yield
    finally:
        run("ROLLBACK")


@forced
def a_list_without_its_table(scene: Scene) -> object:
    with _broken(scene.store, "DROP TABLE case_search"):
        return find(scene.office, scene.any_secret() + "가")


@forced
def a_page_without_its_table(scene: Scene) -> object:
    from ipju.domain.listing import CaseQuery

    with _broken(scene.store, "ALTER TABLE case_line RENAME TO elsewhere"):
        return page(scene.office, CaseQuery(text=scene.name))


@forced
def a_row_without_what_it_needs(scene: Scene) -> object:
    return scene.store.connection.exec_driver_sql(
        "INSERT INTO people (id, case_id, name) VALUES (?, ?, ?)",
        (uuid4().hex, scene.case.id.hex, scene.name),
    )


@forced
def a_value_no_database_takes(scene: Scene) -> object:
    class Thing(str):
        __slots__ = ()

        def __conform__(self, _protocol: object) -> object:
            raise ValueError

    with scene.store.unit() as unit:
        now = unit.cases.get(scene.case.id)
        people = (replace(now.people[0], name=[scene.name]), *now.people[1:])
        return unit.cases.save(replace(now, people=people))


@forced
def half_a_character_past_the_checks(scene: Scene) -> object:
    with scene.store.unit() as unit:
        now = unit.cases.get(scene.case.id)
        return unit.cases.save(replace(now, address=f"{scene.address}\ud800"))


@forced
def an_old_version(scene: Scene) -> object:
    with scene.store.unit() as unit:
        return unit.cases.save(replace(scene.case, version=99))


@forced
def a_sealed_number_moved(scene: Scene) -> object:
    with _altered(scene, "rrn", "CAST(substr(rrn, 1, 20) || x'00' AS BLOB)"):
        return view_case(scene.office, scene.case.id)


@forced
def a_name_that_is_no_text(scene: Scene) -> object:
    with _altered(scene, "name", "CAST(CAST(name AS BLOB) || x'ff' AS TEXT)"):
        return view_case(scene.office, scene.case.id)


@forced
def a_phone_that_is_no_text(scene: Scene) -> object:
    with _altered(scene, "phone", f"CAST('{scene.phone}' || x'ff' AS TEXT)"):
        return view_case(scene.office, scene.case.id)


@contextmanager
def _altered(scene: Scene, column: str, value: str) -> Iterator[None]:
    """Let one value of the person be another, written past the program."""
    run = scene.store.connection.exec_driver_sql
    run("CREATE TEMP TABLE kept AS SELECT * FROM people WHERE id = ?", (scene.person.id.hex,))
    run(f"UPDATE people SET {column} = {value} WHERE id = ?", (scene.person.id.hex,))
    try:
        yield
    finally:
        run(
            f"UPDATE people SET {column} = (SELECT {column} FROM kept) WHERE id = ?",
            (scene.person.id.hex,),
        )
        run("DROP TABLE kept")


@forced
def a_store_that_is_closed(scene: Scene) -> object:
    second = open_store(scene.store.path, open_practice(scene.store.path.parent))
    second.close()
    return second.search(scene.name)


@forced
def a_store_that_is_a_list_of_people(scene: Scene) -> object:
    return open_store(scene.file(f"{scene.name},{scene.rrn}\n" * 500, ".db"), bytes(32))


@forced
def a_store_cut_off(scene: Scene) -> object:
    path = scene.file(scene.store.path.read_bytes()[:5000], ".db")
    return open_store(path, open_practice(scene.store.path.parent))


# ---- printing


@forced
def a_name_the_font_does_not_have(scene: Scene) -> object:
    person = replace(scene.person, name=f"{scene.name}\U0001f600")
    case = replace(scene.case, people=(person, *scene.case.people[1:]))
    return preview_form(scene.office, case, "receipt")


@forced
def an_address_the_font_does_not_have(scene: Scene) -> object:
    case = replace(scene.case, address=f"{scene.address}\U0001f3e0")
    return [preview_form(scene.office, case, one) for one in ("receipt", "consent")]


@forced
def a_letter_without_its_date(scene: Scene) -> object:
    model = build("receipt", _sheet(scene))
    return scene.office.printer.render(_spoilt(model, scene.name))


@forced
def a_form_nobody_knows(scene: Scene) -> object:
    return preview_form(scene.office, scene.case, scene.any_secret())


@forced
def a_form_into_no_folder(scene: Scene) -> object:
    path = scene.file("") / "receipt.pdf"
    return save_form(scene.office, scene.case, "receipt", path)


def _sheet(scene: Scene) -> Any:
    from ipju.services.print_form import _sheet_of

    return _sheet_of(scene.office, scene.case)


def _spoilt(model: Any, name: str) -> Any:
    """Put a name where a date of a print model belongs."""
    from dataclasses import fields, is_dataclass
    from datetime import date

    for one in fields(model):
        value = getattr(model, one.name)
        if isinstance(value, date):
            return replace(model, **{one.name: name})
        if is_dataclass(value):
            inner = _spoilt(value, name)
            if inner is not value:
                return replace(model, **{one.name: inner})
    return model


# ---- exchange files and the command line

WRONG_PLACES: tuple[tuple[str | int, ...], ...] = (
    ("people", 0, "birth"),
    ("people", 0, "relation"),
    ("people", 0, "register"),
    ("people", 0, "householder"),
    ("people", 0),
    ("people",),
    ("supply",),
    ("incomes",),
    ("applied_at",),
    ("version",),
    ("residence", "moved_to_seoul_on"),
    ("residence",),
    ("claimed", "age"),
    ("dwelling",),
)


def _misplaced(scene: Scene) -> dict[str, Any]:
    """Return the case as a file in which something of a person stands in a wrong place."""
    raw = scene.raw()
    here: Any = raw
    *steps, last = scene.dice.choice(WRONG_PLACES)
    for step in steps:
        here = here[step]
    secret = scene.any_secret()
    here[last] = scene.dice.choice((secret, [secret], {secret: secret}, {"name": secret}))
    return raw


@forced
def a_file_with_something_misplaced(scene: Scene) -> object:
    return parse_case(_misplaced(scene))


@forced
def a_file_with_another_thing_misplaced(scene: Scene) -> object:
    return parse_case(_misplaced(scene))


@forced
def a_file_with_a_name_as_a_key(scene: Scene) -> object:
    return parse_case({**scene.raw(), scene.any_secret(): 1})


@forced
def a_file_with_a_name_as_an_inner_key(scene: Scene) -> object:
    raw = scene.raw()
    raw["people"][0][scene.any_secret()] = scene.name
    return parse_case(raw)


@forced
def a_file_with_numbers_for_texts(scene: Scene) -> object:
    raw = scene.raw()
    raw["people"][0]["rrn"] = int(scene.rrn)
    raw["phone"] = int(scene.phone.replace("-", ""))
    raw["people"][0]["name"] = [scene.name]
    raw["address"] = {"address": scene.address}
    return parse_case(raw)


def _cli(*arguments: object) -> object:
    """Run one verb; an exit status that tells of something wrong is the error."""
    status = main(
        [str(one) for one in arguments],
        bootstrap,
        lambda _office, _out: [],
    )
    if status:
        raise SystemExit(status)
    return None


@forced
def checking_a_file_with_something_misplaced(scene: Scene) -> object:
    return _cli("check", scene.file(json.dumps(_misplaced(scene), ensure_ascii=False)))


@forced
def checking_a_contradictory_file(scene: Scene) -> object:
    raw = scene.raw()
    raw["people"][0]["rrn"] = scene.dice.choice((scene.name, scene.phone, "9902301234567"))
    raw["people"].append(raw["people"][0])
    return _cli("check", scene.file(json.dumps(raw, ensure_ascii=False)))


@forced
def checking_a_key_written_twice(scene: Scene) -> object:
    one = json.dumps(scene.any_secret(), ensure_ascii=False)
    return _cli("check", scene.file(f"{{{one}: 1, {one}: 2}}"))


@forced
def checking_a_file_that_ends_in_a_name(scene: Scene) -> object:
    return _cli("check", scene.file(f'{{"people": [{{"name": "{scene.name}'))


@forced
def checking_a_file_of_another_encoding(scene: Scene) -> object:
    text = json.dumps(scene.raw(), ensure_ascii=False)
    return _cli("check", scene.file(text.encode("utf-16")))


@forced
def checking_an_endless_number(scene: Scene) -> object:
    return _cli("check", scene.file(f'{{"version": {scene.rrn * 3}}}'))


@forced
def checking_lists_in_lists(scene: Scene) -> object:
    return _cli("check", scene.file("[" * 5000 + f'"{scene.name}"' + "]" * 5000))


@forced
def checking_many_lines(scene: Scene) -> object:
    lines = [json.dumps(_misplaced(scene), ensure_ascii=False) for _ in range(4)]
    return _cli("check", scene.file("\n".join([*lines, f"{scene.name} {scene.rrn}"]), ".ndjson"))


@forced
def checking_a_list_of_people(scene: Scene) -> object:
    return _cli("check", scene.file(f"이름,번호\n{scene.name},{scene.rrn}\n", ".csv"))


@forced
def printing_several_cases(scene: Scene) -> object:
    path = scene.file(json.dumps([scene.raw(), scene.raw()], ensure_ascii=False))
    return _cli("print", path, "receipt", "-o", scene.folder / "out.pdf")


@forced
def printing_a_name_the_font_does_not_have(scene: Scene) -> object:
    raw = scene.raw()
    raw["people"][0]["name"] += "\U0001f600"
    path = scene.file(json.dumps(raw))
    return _cli("print", path, "receipt", "-o", scene.folder / "out.pdf")


@forced
def printing_by_a_registration_number(scene: Scene) -> object:
    out = scene.folder / "out.pdf"
    return _cli("print", scene.rrn, "receipt", "-o", out, "--store", scene.store.path.parent)


@forced
def a_registration_number_for_an_argument(scene: Scene) -> object:
    dashed = f"{scene.rrn[:6]}-{scene.rrn[6:]}"
    arguments: tuple[tuple[object, ...], ...] = (
        ("schema", dashed),
        ("demo", "--cases", scene.rrn),
        ("demo", "--seed", dashed),
        ("check", "--on", scene.rrn, "-"),
        ("notice", "show", dashed),
        ("notice", scene.rrn),
        (scene.rrn,),
    )
    return _cli(*scene.dice.choice(arguments))


@forced
def a_case_for_a_notice(scene: Scene) -> object:
    return _cli("notice", "check", scene.file(json.dumps(scene.raw(), ensure_ascii=False)))


@forced
def a_notice_with_people_in_it(scene: Scene) -> object:
    people = f'[[people]]\nname = "{scene.name}"\nrrn = "{scene.rrn}"\nphone = {scene.phone}\n'
    return _cli("notice", "check", scene.file(people, ".toml"))
