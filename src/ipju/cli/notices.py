"""`ipju notice list | show | check | diff`: the notices as a caseworker reads them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from ipju.cli.rooms import Rooms
from ipju.cli.verbs import known_notice
from ipju.domain.notice import Notice
from ipju.notices.comparison import compare
from ipju.notices.description import describe
from ipju.notices.library import Library
from ipju.notices.loader import load_notice


def notice(options: Namespace, rooms: Rooms) -> int:
    """List, show, check or compare notices."""
    library = rooms.notices()
    acts = {"list": _list, "show": _show, "check": _check, "diff": _differences}
    for line in acts[options.act](options, library):
        print(line)
    return 0


def _list(_options: Namespace, library: Library) -> Iterator[str]:
    for one in library.all():
        yield f"{one.id}  {one.title}  공고일 {one.day.isoformat()}"


def _show(options: Namespace, library: Library) -> Iterator[str]:
    for section in describe(library.get(known_notice(library, options.id))):
        yield f"[{section.title}]"
        for row in section.rows:
            yield f"  {row.label}: {row.value}" + (f"  ({row.clause})" if row.clause else "")


def _check(options: Namespace, _library: Library) -> Iterator[str]:
    yield f"{options.file}: 이상 없습니다. {load_notice(options.file).title}"


def _differences(options: Namespace, library: Library) -> Iterator[str]:
    found = compare(*(_notice(one, library) for one in (options.a, options.b)))
    for title, group in groupby(found, key=lambda one: one.section):
        yield f"[{title}]"
        for one in group:
            yield f"  {one.text}"
    if not found:
        yield "두 공고의 내용이 같습니다."


def _notice(name: str, library: Library) -> Notice:
    path = Path(name)
    if path.suffix == ".toml" or path.exists():
        return load_notice(path / "notice.toml" if path.is_dir() else path)
    return library.get(known_notice(library, name))
