"""Errors forced inside the program: services that refuse, a store that breaks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import uuid4

from ipju.domain.case import Answer
from ipju.domain.dates import parse_date
from ipju.domain.editing import Edit
from ipju.domain.finding import Question
from ipju.domain.listing import CaseQuery
from ipju.services.answer import answer
from ipju.services.browse import find, page
from ipju.services.counter import Typed, open_at_counter
from ipju.services.examine import examine
from ipju.services.open_case import add_case, view_case
from ipju.services.record import record, undo
from ipju.services.reveal import reveal_rrn
from ipju.storage.keys import open_practice
from ipju.storage.store import Store, open_store
from tests.torture.forced import Scene, forced, put
from tests.torture.offices import NOTICE


@forced
def a_name_for_a_number(scene: Scene) -> object:
    return put(scene, ("people", scene.person.id, "rrn"), scene.name, scene.rrn)


@forced
def a_phone_for_a_number(scene: Scene) -> object:
    return put(scene, ("people", scene.person.id, "rrn"), scene.phone, scene.rrn)


@forced
def a_number_of_no_day(scene: Scene) -> object:
    return put(scene, ("people", scene.person.id, "rrn"), f"9902301{scene.rrn[7:]}", scene.rrn)


@forced
def one_number_twice(scene: Scene) -> object:
    other = replace(scene.person, id=uuid4(), relation=scene.case.people[-1].relation)
    return put(scene, ("people", other.id), other, None)


@forced
def another_birth_date(scene: Scene) -> object:
    return put(scene, ("people", scene.person.id, "birth"), parse_date("1950-01-02"), None)


@forced
def a_control_character(scene: Scene) -> object:
    return put(scene, ("address",), f"{scene.address}\x00", scene.address)


@forced
def half_a_character(scene: Scene) -> object:
    return put(scene, ("people", scene.person.id, "name"), f"{scene.name}\ud800", scene.name)


@forced
def an_endless_address(scene: Scene) -> object:
    return put(scene, ("address",), scene.address * 500, scene.address)


@forced
def a_clash(scene: Scene) -> object:
    return put(scene, ("phone",), f"{scene.phone}1", "010-0000-0000")


@forced
def a_clash_of_names(scene: Scene) -> object:
    return put(scene, ("people", scene.person.id, "name"), f"{scene.name}리", "김예시")


@forced
def a_row_that_is_gone(scene: Scene) -> object:
    return put(scene, ("people", uuid4(), "name"), scene.name, "")


@forced
def a_field_nobody_knows(scene: Scene) -> object:
    return put(scene, ("people", scene.person.id, "nmae"), scene.name, "")


@forced
def a_row_that_is_no_row(scene: Scene) -> object:
    return put(scene, ("people", uuid4()), scene.any_secret(), None)


@forced
def a_list_that_is_no_list(scene: Scene) -> object:
    return put(scene, ("people",), scene.any_secret(), scene.case.people)


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
    return put(scene, ("answers", row.id), row, None)


@forced
def taking_back_what_was_not_done(scene: Scene) -> object:
    edit = Edit(path=("phone",), before=f"{scene.phone}2", after=f"{scene.phone}3")
    return undo(scene.office, scene.case.id, [edit])


def opened(scene: Scene, notice: str, rrn: str) -> object:
    """Open a second case of the person knowingly."""
    typed = Typed(notice=notice, name=scene.name, rrn=rrn)
    return open_at_counter(scene.office, typed, "본인이 다시 신청함")


@forced
def a_new_case_with_a_name_for_a_number(scene: Scene) -> object:
    return opened(scene, NOTICE, scene.name * 4)


@forced
def a_new_case_with_a_phone_for_a_number(scene: Scene) -> object:
    return opened(scene, NOTICE, scene.phone.replace("-", "") + "00")


@forced
def a_new_case_of_no_notice(scene: Scene) -> object:
    return opened(scene, "no-such-notice", scene.rrn)


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
