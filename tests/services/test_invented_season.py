"""What an invented season is made of: people with numbers nobody has, some of whom apply twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ipju.domain.rrn import birth_of
from ipju.services.import_applications import check, import_checked, open_file
from ipju.services.invented_results import write_results
from ipju.services.invented_season import (
    AGAIN,
    bring_envelopes,
    end_envelope,
    is_second,
    season_cases,
    sent_after,
    write_applications,
)
from ipju.services.office import Office
from ipju.services.overlaps import overlaps

NOTICE = "jangi-ansim-2023-3"


def test_the_file_of_the_applications_is_taken_in_whole(office: Office, tmp_path: Path) -> None:
    """Long enough for every minute of the day on which somebody may have applied."""
    written = write_applications(office, NOTICE, 2000, tmp_path / "명단.xlsx")

    opened = open_file(office, NOTICE, written.path)
    (sheet,) = opened.candidates
    checked = check(office, opened, sheet, sheet.columns)
    assert (written.lines, checked.rows, checked.bad) == (2000, 2000, ())


def test_some_people_apply_twice_and_are_found(office: Office, tmp_path: Path) -> None:
    path = write_applications(office, NOTICE, 2 * AGAIN, tmp_path / "명단.xlsx").path
    opened = open_file(office, NOTICE, path)
    sheet = opened.candidates[0]
    import_checked(office, check(office, opened, sheet, sheet.columns))

    pairs = [[one.number for one in found.cases] for found in overlaps(office, NOTICE)]
    assert sorted(pairs) == [
        ["2023-3-00039", "2023-3-00040"],
        ["2023-3-00079", "2023-3-00080"],
    ]


def test_nobody_who_lives_has_the_number_of_an_invented_person(office: Office) -> None:
    cases = list(season_cases(office.notices.get(NOTICE), 3 * AGAIN))
    people = [
        one for at, case in enumerate(cases, start=1) if not is_second(at) for one in case.people
    ]
    numbers = Counter(one.rrn for one in people)
    assert all(one.rrn and one.rrn[7:9] == "99" for one in people)
    assert all(one.rrn and birth_of(one.rrn) == one.birth for one in people)
    assert max(numbers.values()) == 1
    ids = Counter(one.id for case in cases for one in (*case.people, *case.papers, *case.incomes))
    assert max(ids.values()) == 1


def test_where_no_law_allows_a_number_nobody_invented_has_one(office: Office) -> None:
    notice = office.notices.get(NOTICE)
    notice = replace(notice, retention=replace(notice.retention, legal_basis=""))
    assert all(one.rrn is None for case in season_cases(notice, 5) for one in case.people)


def test_a_real_office_takes_nothing_invented(office: Office, tmp_path: Path) -> None:
    real = replace(office, practice=False)
    (case,) = season_cases(office.notices.get(NOTICE), 1)
    day = office.clock.today()
    acts: list[Callable[[], object]] = [
        lambda: write_applications(real, NOTICE, 1, tmp_path / "1.xlsx"),
        lambda: bring_envelopes(real, [case]),
        lambda: end_envelope(real, case),
        lambda: sent_after(real, case, day),
        lambda: write_results(real, NOTICE, tmp_path / "1.xlsx", [case], tmp_path / "2.xlsx"),
    ]
    for act in acts:
        with pytest.raises(PermissionError, match="연습"):
            act()
    assert list(tmp_path.glob("*.xlsx")) == []
