"""Errors forced from outside: printing, files that are handed in, the command line."""

import json
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from ipju import bootstrap
from ipju.cli.main import main
from ipju.services.examine import examine
from ipju.services.exchange import parse_case
from ipju.services.letters import Sheet, build
from ipju.services.print_form import preview_form, save_form
from tests.torture.forced import Scene, forced
from tests.torture.offices import NOTICE


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


def _sheet(scene: Scene) -> Sheet:
    notice = scene.office.notices.get(NOTICE)
    today = scene.office.clock.today()
    return Sheet(
        case=scene.case,
        notice=notice,
        notice_digest=scene.office.notices.digest(NOTICE),
        judgement=examine(scene.case, notice, today),
        on=today,
        officer=scene.office.actor.name,
    )


def _spoilt(model: Any, name: str) -> Any:
    """Put a name where a date of a print model belongs."""
    for one in fields(model):
        value = getattr(model, one.name)
        if isinstance(value, date):
            return replace(model, **{one.name: name})
        if is_dataclass(value):
            inner = _spoilt(value, name)
            if inner is not value:
                return replace(model, **{one.name: inner})
    return model


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
