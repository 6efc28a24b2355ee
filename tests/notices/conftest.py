"""The printed notices, as files and loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipju.domain.notice import Notice
from ipju.notices.loader import load_notice

NOTICES = Path(__file__).parents[2] / "resources" / "notices"


@pytest.fixture(scope="session")
def notice_file() -> Path:
    return NOTICES / "jangi-ansim-2023-3" / "notice.toml"


@pytest.fixture(scope="session")
def notice_text(notice_file: Path) -> str:
    return notice_file.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def notice(notice_file: Path) -> Notice:
    return load_notice(notice_file)


@pytest.fixture(scope="session")
def rooms_file() -> Path:
    """The notice of an operator who lets rooms."""
    return NOTICES / "teukhwa-maeip-2023-baekam" / "notice.toml"


@pytest.fixture(scope="session")
def rooms_text(rooms_file: Path) -> str:
    return rooms_file.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def rooms_notice(rooms_file: Path) -> Notice:
    return load_notice(rooms_file)
