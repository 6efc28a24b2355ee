"""Two invented notices: the files of the first two with some lines changed, and no program.

Other limits, one paper more, other points; other ages, another building, another lease.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from ipju import bootstrap
from tests.services.rooms import ROOMS

HOMES = "jangi-ansim-2023-3"
THIRD_HOMES, THIRD_ROOMS = "gasang-homes-2025", "gasang-rooms-2025"

PAPER = """[[papers.papers]]
id = "lease-copy"
name = "지금 사는 집의 임대차계약서 사본"
clause = { chapter = "가상", heading = "제출서류" }
needed = "always"
subject = "applicant"
issuer = "신청자"

[[papers.papers]]
id = "consent"
"""

BUILDING = """[[buildings]]
id = "gyeonbon"
name = "견본하우스"
address = "서울특별시 예시구 견본로 7"
clause = { chapter = "가상", heading = "공급주택" }
rooms = [
  { room = "1001", area = 2410, deposit = 5_000_000, rent = 150_000 },
  { room = "1002", area = 3055, deposit = 0, rent = 310_010 },
]
"""


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} is not unique"
        text = text.replace(old, new)
    return text


def third_homes(text: str) -> str:
    """The first notice with other limits, one paper and one step of points more, one rule less."""
    return changed(
        text,
        (f'id = "{HOMES}"', f'id = "{THIRD_HOMES}"'),
        ('short_title = "2023년 제3차 보증금지원형', 'short_title = "2025년 제1차 가상지원형'),
        ('number_prefix = "2023-3"', 'number_prefix = "2025-G"'),
        ('\ntitle = "2023년 제3차 보증금지원형', '\ntitle = "2025년 제1차 가상지원형'),
        ("  4_024_661,\n", "  2_950_000,\n"),
        ("limit = 36_830_000", "limit = 12_000_000"),
        ("limit = 215_500_000", "limit = 500_000_000"),
        ("  { at_least = 50, points = 3 },\n",
         "  { at_least = 60, points = 6 },\n  { at_least = 50, points = 4 },\n"),
        ('  "arrears",\n', ""),
        ('[[papers.papers]]\nid = "consent"\n', PAPER),
    )  # fmt: skip


def third_rooms(text: str) -> str:
    """The second notice for other ages, with other limits and papers, one house, another lease."""
    text = re.sub(r"\[\[buildings\]\].*?(?=\[waiting\])", BUILDING + "\n", text, flags=re.DOTALL)
    return changed(
        text,
        (f'id = "{ROOMS}"', f'id = "{THIRD_ROOMS}"'),
        ('number_prefix = "2023-T"', 'number_prefix = "2025-R"'),
        ('title = "특화형 매입임대주택[청년] 입주자 모집공고"', 'title = "가상 청년주택 모집공고"'),
        ('short_title = "특화형 매입임대주택[청년] 백암복지재단"', 'short_title = "가상 청년주택"'),
        ("born_from = 1983-12-16", "born_from = 1999-12-16"),
        ("age_until = 39", "age_until = 23"),
        ("limit = 361_000_000", "limit = 254_000_000"),
        ("term_years = 2\nrenewals = 4\ntotal_years = 10",
         "term_years = 1\nrenewals = 2\ntotal_years = 3"),
        ("rise_percent = 5", "rise_percent = 3"),
        ("points_from = 1\npoints_until = 5", "points_from = 0\npoints_until = 20"),
        ("valid_years = 1", "valid_years = 2"),
        ('[[papers.papers]]\nid = "consent"\n', PAPER),
    )  # fmt: skip


def write_notices(folder: Path) -> Path:
    """Put the notices that come with the program and the two invented ones into `folder`."""
    shutil.copytree(bootstrap.data_root() / "resources" / "notices", folder)
    for source, identity, write in (
        (HOMES, THIRD_HOMES, third_homes),
        (ROOMS, THIRD_ROOMS, third_rooms),
    ):
        text = (folder / source / "notice.toml").read_text(encoding="utf-8")
        (folder / identity).mkdir()
        (folder / identity / "notice.toml").write_text(write(text), encoding="utf-8")
    return folder
