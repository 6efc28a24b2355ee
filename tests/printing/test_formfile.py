"""A slip in a form file is told with its file, line and key before anything is printed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ipju.printing import FormFileError, Printer
from ipju.printing.formfile import load_form, load_stationery
from tests.printing.samples import FONTS, FORMS, eligible

GOOD = """\
id = "slip"
version = "1"
model = "Decision"
title = "안내 {case_number}"

[layout]
style = "letter"
side = 20
top = 25
bottom = 22
body = 11
leading = 17.8
table = 10
table_leading = 14
note = 10
note_leading = 15

[[block]]
type = "clause"
text = '''여러 줄에 걸친
글에서도 id = "x" 는 글일 뿐'''

[[block]]
type = "table"
rows = "rows"

[[block.column]]
text = "{row.item}"

[[block]]
type = "point"
each = "notes"
text = "{row}"
"""

FORM_IDS = sorted(one.parent.name for one in FORMS.glob("*/form.toml"))

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def into_file(text: str) -> Path:
        path = tmp_path / "slip" / "form.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return into_file


def refused(path: Path) -> FormFileError:
    with pytest.raises(FormFileError) as caught:
        load_form(path)
    assert str(path) in str(caught.value)
    return caught.value


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_every_shipped_form_is_read(form_id: str) -> None:
    form = load_form(FORMS / form_id / "form.toml")
    assert form.id == form_id
    assert form.version
    assert form.block


def test_a_good_file_is_read(write: Write) -> None:
    assert len(load_form(write(GOOD)).block) == 3


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "reason"),
    [
        ('rows = "rows"', 'rows = "rows"\nrowz = 1', 26, "block.rowz", "모르는 항목"),
        ('text = "{row.item}"', 'text = "{row.itme}"', 28, "block.column.text", "row.itme"),
        ('text = "{row}"', 'text = "{nobody}"', 33, "block.text", "nobody"),
        ('each = "notes"', 'each = "track"', 32, "block.each", "목록이 아닙니다"),
        ('each = "notes"', "", 33, "block.text", "row"),
        ('each = "notes"', 'each = "notes"\nwhen = "!gone"', 33, "block.when", "gone"),
        ("side = 20", 'side = "20"', 8, "layout.side", "수이어야"),
        ('style = "letter"', 'style = "poster"', 7, "layout.style", "'letter'"),
        ("side = 20\n", "", 6, "layout", "'side' 항목이 빠졌습니다"),
        ('type = "point"', 'type = "pont"', 31, "block.type", "'pont'"),
        ('model = "Decision"', 'model = "Verdict"', 3, "model", "'Verdict'"),
        ('id = "slip"', 'id = "other"', 1, "id", "폴더 이름"),
        ("안내 {case_number}", "안내 **굵게", 4, "title", "닫히지 않았습니다"),
        ("안내 {case_number}", "안내 {case_number:yen}", 4, "title", "'yen'"),
        ("안내 {case_number}", "안내 {Case}", 4, "title", "'{'"),
        ("안내 {case_number}", "안내 >", 4, "title", "'<'가 없습니다"),
        ("side = 20", "side = = 20", 8, "", "TOML"),
        ('rows = "rows"', 'rows = "rows"\nbold_when = "row.worse"', 26, "block.bold_when", "worse"),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_its_line(
    write: Write, old: str, new: str, line: int, key: str, reason: str
) -> None:
    assert old in GOOD
    error = refused(write(GOOD.replace(old, new, 1)))
    assert (error.line, error.key) == (line, key)
    assert reason in error.reason
    assert f"{line}행" in str(error)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "읽을 수 없습니다" in str(refused(tmp_path / "gone" / "form.toml"))


def test_stationery_is_read_as_strictly(tmp_path: Path) -> None:
    text = (FORMS / "stationery.toml").read_text(encoding="utf-8")
    path = tmp_path / "stationery.toml"
    path.write_text(text.replace("{officer}", "{offiser}"), encoding="utf-8")
    with pytest.raises(FormFileError, match=r"foot\.text.*offiser"):
        load_stationery(path)


def test_a_changed_wording_is_what_is_printed(tmp_path: Path) -> None:
    for source in [*FORMS.glob("*/form.toml"), FORMS / "stationery.toml"]:
        target = tmp_path / source.relative_to(FORMS)
        target.parent.mkdir(exist_ok=True)
        text = source.read_text(encoding="utf-8").replace("적격 안내 {", "알림 {")
        target.write_text(text, encoding="utf-8")
    assert Printer(tmp_path, FONTS).render(eligible()) != Printer(FORMS, FONTS).render(eligible())
    assert Printer(tmp_path, FONTS).form("decision-eligible").title.source == "알림 {case_number}"
