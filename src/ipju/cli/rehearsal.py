"""The main job without a screen: a sample case is opened, edited, judged and printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ipju import bootstrap
from ipju.cli.reading import read_cases
from ipju.domain.case import Case
from ipju.domain.editing import change
from ipju.domain.finding import Outcome
from ipju.services.examine import examine
from ipju.services.files import write_whole
from ipju.services.letters import FORMS, CannotPrint
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.print_form import preview_blank_consent, save_form
from ipju.services.record import record
from ipju.services.report import judgement_lines, judgement_values

SAMPLE = Path("resources") / "samples" / "kim-yesi.json"


def rehearse(out: Path) -> Iterator[str]:
    """Do a caseworker's main job in `out` and yield what was done and where it lies."""
    out.mkdir(parents=True, exist_ok=True)
    folder = out / "office"
    _place, sample = next(read_cases(str(bootstrap.data_root() / SAMPLE)))
    with bootstrap.practice_office(folder) as office:
        with office.store.unit() as unit:
            known = unit.cases.id_of(sample.number)
            if known is not None:
                unit.cases.delete(known)
        opened = add_case(office, replace(sample, version=0)).case
        yield f"사례를 열었습니다: {opened.number}"
        yield from _judged(office, opened, out / "findings")
        smaller = [
            change(opened, ("incomes", opened.incomes[0].id, "monthly"), 4_402_056),
        ]
        edited = record(office, opened.id, smaller).case
        yield "소득 하나를 4,402,056원으로 고쳐 다시 심사했습니다."
        yield from _judged(office, edited, out / "findings-after")
        for form, name in FORMS.items():
            path = out / f"{form}.pdf"
            case = opened if form == "ineligible" else edited
            try:
                save_form(office, case, form, path)
            except CannotPrint as error:
                yield f"  {name}: 만들지 않았습니다. {error}"
            else:
                yield f"  {name}: {path}"
        blank = write_whole(out / "consent-blank.pdf", preview_blank_consent(office))
        yield f"  빈 동의서: {blank}"


def _judged(office: Office, case: Case, stem: Path) -> Iterator[str]:
    judgement = examine(case, office.notices.get(case.notice), office.clock.today())
    values = judgement_values(case, judgement)
    text = "\n".join(judgement_lines(case, judgement)) + "\n"
    as_json = stem.with_suffix(".json")
    write_whole(as_json, json.dumps(values, ensure_ascii=False, indent=2).encode())
    as_text = write_whole(stem.with_suffix(".txt"), text.encode())
    failed = [one.title for one in judgement.findings if one.outcome is Outcome.FAIL]
    yield f"  부적합: {', '.join(failed) or '없음'}"
    yield f"  판정: {as_text}, {as_json}"
