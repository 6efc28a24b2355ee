"""The notices that are there are found by id, each with the hash of its file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ipju.notices.library import Library
from ipju.notices.problems import NoticeError


def put(root: Path, identity: str, text: str) -> Path:
    path = root / identity / "notice.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def test_the_notices_that_come_with_the_programme(notice_file: Path) -> None:
    library = Library(notice_file.parents[1])
    assert "jangi-ansim-2023-3" in library.ids()
    assert [one.id for one in library.all()] == list(library.ids())
    notice = library.get("jangi-ansim-2023-3")
    assert notice is library.get("jangi-ansim-2023-3")
    assert library.digest(notice.id) == hashlib.sha256(notice_file.read_bytes()).hexdigest()


def test_the_consent_forms_a_notice_names_are_there(notice_file: Path) -> None:
    forms = notice_file.parents[3] / "forms"
    for notice in Library(notice_file.parents[1]).all():
        named = [notice.papers.consent_form]
        if notice.financial_consent is not None:
            named.append(notice.financial_consent.form)
        assert all((forms / one / "form.toml").is_file() for one in named), named


def test_an_empty_folder_has_none(tmp_path: Path) -> None:
    assert Library(tmp_path).ids() == ()
    assert Library(tmp_path / "absent").all() == ()


@pytest.mark.parametrize("identity", ["absent", "../notices/jangi-ansim-2023-3", ""])
def test_an_id_that_is_not_there(notice_file: Path, identity: str) -> None:
    library = Library(notice_file.parents[1])
    for ask in (library.get, library.digest, library.path):
        with pytest.raises(KeyError):
            ask(identity)


def test_notice_and_digest_stay_together_when_the_file_changes(
    tmp_path: Path, notice_text: str
) -> None:
    path = put(tmp_path, "jangi-ansim-2023-3", notice_text)
    library = Library(tmp_path)
    before = library.get("jangi-ansim-2023-3")
    path.write_text(notice_text.replace("1600-3456", "1600-0000"), encoding="utf-8")
    assert library.digest(before.id) == hashlib.sha256(notice_text.encode()).hexdigest()
    fresh = Library(tmp_path)
    assert fresh.get(before.id).office.phone == "1600-0000"
    assert fresh.digest(before.id) != library.digest(before.id)


def test_a_folder_must_be_named_as_its_notice(tmp_path: Path, notice_text: str) -> None:
    put(tmp_path, "other-name", notice_text)
    with pytest.raises(NoticeError) as caught:
        Library(tmp_path).get("other-name")
    (found,) = caught.value.problems
    assert (found.key, found.line) == ("id", 5)
    assert "other-name" in found.message


def test_a_broken_file_is_told_when_it_is_asked_for(tmp_path: Path) -> None:
    put(tmp_path, "broken", "id = ")
    library = Library(tmp_path)
    assert library.ids() == ("broken",)
    with pytest.raises(NoticeError, match=r"notice\.toml 1줄"):
        library.get("broken")
