"""What differs between two notices, in words a caseworker reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ipju.domain.notice import Notice
from ipju.notices.sheet import Block, Entry, blocks, folded, type_of_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference: the section and name of the value, what it was and what it is.

    `before` None = added, `after` None = removed; both empty = changed in a way not shown (ids).
    """

    section: str
    name: str
    before: str | None
    after: str | None

    @property
    def text(self) -> str:
        """The difference as one line: `소득 한도(100%) 4인: 7,622,056원 → 7,800,000원`."""
        if self.before is None:
            return f"{self.name} 추가: {self.after}" if self.after else f"{self.name} 추가"
        if self.after is None:
            return f"{self.name} 삭제: {self.before}" if self.before else f"{self.name} 삭제"
        if not self.before and not self.after:
            return f"{self.name} 바뀜"
        return f"{self.name}: {self.before} → {self.after}"


def compare(before: Notice, after: Notice) -> tuple[Difference, ...]:
    """Return every difference between two notices, in the order of the notice's sections."""
    olds = {one.title: one for one in blocks(before)}
    news = {one.title: one for one in blocks(after)}
    found: list[Difference] = []
    for title in dict.fromkeys((*_order(olds, news),)):
        old, new = olds.get(title), news.get(title)
        if old is None:
            found.append(Difference(section=title, name=f"{title} 기준", before=None, after=""))
        if new is None:
            found.append(Difference(section=title, name=f"{title} 기준", before="", after=None))
        found.extend(_block(title, old, new))
    return tuple(found)


def _order(olds: dict[str, Block], news: dict[str, Block]) -> Iterator[str]:
    yield from (title for title in olds if title in news)
    yield from (title for title in olds if title not in news)
    yield from news


def _block(title: str, old: Block | None, new: Block | None) -> Iterator[Difference]:
    befores = {one.key: one for one in (old.entries if old is not None else ())}
    afters = {one.key: one for one in (new.entries if new is not None else ())}
    whole = _items(befores) ^ _items(afters)
    told: set[type_of_key] = set()
    for key in dict.fromkeys((*befores, *afters)):
        before, after = befores.get(key), afters.get(key)
        item = (before or after or _NOTHING).item
        if item is not None and item.key in whole:
            if item.key not in told:
                told.add(item.key)
                yield _come_or_gone(title, befores, afters, item.key)
            continue
        if (one := _entry(title, before, after)) is not None:
            yield one


_NOTHING = Entry(key=(), name="", part="", value="", clause=None)


def _items(entries: dict[type_of_key, Entry]) -> set[type_of_key]:
    return {one.item.key for one in entries.values() if one.item is not None}


def _come_or_gone(
    title: str,
    befores: dict[type_of_key, Entry],
    afters: dict[type_of_key, Entry],
    key: type_of_key,
) -> Difference:
    gone = [one for one in befores.values() if one.item is not None and one.item.key == key]
    come = [one for one in afters.values() if one.item is not None and one.item.key == key]
    item = (gone or come)[0].item
    name, what = (item.name, item.what) if item is not None else ("", "")
    text = f"{name} ({folded(tuple(gone or come))})"
    return Difference(
        section=title, name=what, before=text if gone else None, after=text if come else None
    )


def _entry(title: str, before: Entry | None, after: Entry | None) -> Difference | None:
    one = before or after or _NOTHING
    if before is not None and after is not None:
        if one.order:
            common = set(before.order) & set(after.order)
            same = [key for key in before.order if key in common] == [
                key for key in after.order if key in common
            ]
            return None if same else Difference(section=title, name=one.name, before="", after="")
        if before.value == after.value:
            return None
        if one.hidden:
            return Difference(section=title, name=one.name, before="", after="")
        return Difference(section=title, name=one.name, before=before.value, after=after.value)
    if one.hidden or one.order or one.cites:
        return None
    return Difference(
        section=title,
        name=one.name,
        before=before.value if before is not None else None,
        after=after.value if after is not None else None,
    )
