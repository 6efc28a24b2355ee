"""A fault between the values of a notice: where it stands in notice.toml, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipju.notices.schema import type_of_path

type_of_fault = tuple[type_of_path, str]


def repeated(path: type_of_path, keys: Sequence[str], what: str) -> Iterator[type_of_fault]:
    """Yield a fault for every key that stood before in the same list."""
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield (*path, index), f"{what}: 앞에 나온 것과 같습니다."
