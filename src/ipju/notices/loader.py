"""Reading notice.toml into a `Notice`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from ipju.domain.notice import Notice
from ipju.notices.schema import Reader


def load_notice(path: Path) -> Notice:
    """Return the notice described by the TOML file at `path`."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    reader = Reader()
    notice = reader.read(Notice, document)
    if not isinstance(notice, Notice):
        raise ValueError(str(reader.problems))
    return notice
