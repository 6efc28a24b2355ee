"""Reading form files strictly: an unknown key, type or field is an error with its line."""

import re
import tomllib
import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

from ipju.domain import printed as models
from ipju.domain import printed_office as office_models
from ipju.domain import printed_selection as selection_models
from ipju.printing.errors import FormFileError
from ipju.printing.schema import BLOCKS, Block, FormFile, Stationery
from ipju.printing.wording import Template, parse

_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]\]?")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")

Key = tuple[str | int, ...]
T = TypeVar("T")


def load_form(path: Path) -> FormFile:
    """Read one ``form.toml``; FormFileError says where it is wrong.

    The folder's name is the form's id, and every field named in a wording must exist in the
    print model, so that a slip shows when the file is first read and not on paper.
    """
    reader = _Reader(path)
    form = reader.build(FormFile, reader.data, ())
    if form.id != path.parent.name:
        raise reader.error(("id",), f"폴더 이름 '{path.parent.name}'과 다릅니다")
    rooms = (models, selection_models, office_models)
    model = next((getattr(one, form.model) for one in rooms if hasattr(one, form.model)), None)
    if not isinstance(model, type) or not is_dataclass(model):
        raise reader.error(("model",), f"'{form.model}'은 없는 인쇄 모형입니다")
    for name in ("title", "subject", "foot", "foot_more", "edition", "code"):
        _check_fields(reader, (name,), getattr(form, name), model, None)
    for number, block in enumerate(form.block):
        _check_block(reader, ("block", number), block, model)
    return form


def load_stationery(path: Path) -> Stationery:
    """Read ``stationery.toml``, what all letters share."""
    reader = _Reader(path)
    stationery = reader.build(Stationery, reader.data, ())
    marks = ("practice", "draft")
    for name in (*marks, "to", "recipient", "address", "via", "subject", "seal", "foot"):
        _check_fields(reader, (name,), getattr(stationery, name), models.Letter, None)
    return stationery


class _Reader:
    """One file, its data and the line of each key."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise FormFileError(path, 1, "", "파일을 읽을 수 없습니다") from error
        try:
            self.data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            number = int(line.group(1)) if line else text.count("\n") + 1
            raise FormFileError(path, number, "", "TOML 형식이 아닙니다") from error
        self._lines = _lines_of(text)

    def error(self, key: Key, reason: str) -> FormFileError:
        """The error for a key, at the nearest line known for it."""
        at = key
        while at and at not in self._lines:
            at = at[:-1]
        named = ".".join(part for part in key if isinstance(part, str))
        return FormFileError(self.path, self._lines.get(at, 1), named, reason)

    def build(self, kind: type[T], data: object, key: Key) -> T:
        """Make the frozen value `kind` of a TOML table, refusing what it does not know."""
        if not isinstance(data, dict):
            raise self.error(key, "표(table)여야 합니다")
        hints = typing.get_type_hints(kind)
        known = {f.name: f for f in fields(typing.cast(Any, kind))}
        for name in data:
            if name not in known and not (key[:1] == ("block",) and name == "type"):
                raise self.error((*key, name), "모르는 항목입니다")
        values = {}
        for name, entry in known.items():
            if name in data:
                values[name] = self.convert(hints[name], data[name], (*key, name))
            elif entry.default is MISSING and entry.default_factory is MISSING:
                raise self.error(key, f"'{name}' 항목이 빠졌습니다")
        return kind(**values)

    def convert(self, hint: Any, value: object, key: Key) -> object:
        """Turn one TOML value into what the field wants."""
        if hint is Template:
            return self._template(value, key)
        if hint == tuple[Block, ...]:
            return self._blocks(value, key)
        origin = typing.get_origin(hint)
        if origin is typing.Literal:
            if value not in typing.get_args(hint):
                choices = ", ".join(map(repr, typing.get_args(hint)))
                raise self.error(key, f"{choices} 가운데 하나여야 합니다")
            return value
        if origin is tuple:
            if not isinstance(value, list):
                raise self.error(key, "목록이어야 합니다")
            inner = typing.get_args(hint)[0]
            return tuple(self.convert(inner, v, (*key, n)) for n, v in enumerate(value))
        if is_dataclass(hint):
            return self.build(typing.cast("type[object]", hint), value, key)
        if hint is float and type(value) is int:
            return float(value)
        if type(value) is not hint:
            raise self.error(key, f"{_NAMES[hint]}이어야 합니다")
        return value

    def _template(self, value: object, key: Key) -> Template:
        if not isinstance(value, str):
            raise self.error(key, "글이어야 합니다")
        try:
            return parse(value)
        except ValueError as error:
            raise self.error(key, str(error)) from error

    def _blocks(self, value: object, key: Key) -> tuple[Block, ...]:
        if not isinstance(value, list):
            raise self.error(key, "[[block]]이어야 합니다")
        blocks: list[Block] = []
        for number, table in enumerate(value):
            kind = table.get("type") if isinstance(table, dict) else None
            if kind not in BLOCKS:
                raise self.error((*key, number, "type"), f"'{kind}'은 없는 종류입니다")
            blocks.append(self.build(BLOCKS[kind], table, (*key, number)))
        return tuple(blocks)


_NAMES = {str: "글", int: "정수", float: "수", bool: "true나 false"}


def _check_block(reader: _Reader, key: Key, block: Block, model: type) -> None:
    """Every field that a block names must exist in the model or in the rows it walks."""
    row: object = None
    for name in ("rows", "each"):
        path = getattr(block, name, "")
        if isinstance(path, str) and path:
            row = _type_at(reader, (*key, name), path, model, None)
            if typing.get_origin(row) is not tuple:
                raise reader.error((*key, name), f"'{path}'은 목록이 아닙니다")
            row = typing.get_args(row)[0]
    if block.when:
        _type_at(reader, (*key, "when"), block.when.lstrip("!").partition(":")[0], model, None)
    bold_when = getattr(block, "bold_when", "")
    if bold_when:
        _type_at(reader, (*key, "bold_when"), bold_when.lstrip("!"), model, row)
    for name, value in vars(block).items():
        _check_fields(reader, (*key, name), value, model, row)


def _check_fields(reader: _Reader, key: Key, value: object, model: type, row: object) -> None:
    if isinstance(value, Template):
        for named in value.fields():
            _type_at(reader, key, named.path, model, row)
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            _check_fields(reader, (*key, number), part, model, row)
    elif is_dataclass(value):
        for name, part in vars(value).items():
            _check_fields(reader, (*key, name), part, model, row)


def _type_at(reader: _Reader, key: Key, path: str, model: type, row: object) -> object:
    """The type of a field path, or the error that it does not exist."""
    here: Any = model
    names = path.split(".")
    if path == "index" and row is not None:
        return int
    if names[0] in ("row", "index"):
        if row is None:
            raise reader.error(key, "'row'는 rows나 each가 있을 때만 쓸 수 있습니다")
        here, names = row, names[1:]
    for name in names:
        hints = typing.get_type_hints(here) if is_dataclass(here) else {}
        if name not in hints:
            raise reader.error(key, f"인쇄 모형에 '{path}'이 없습니다")
        here = hints[name]
        if isinstance(here, types.UnionType):
            here = next(part for part in typing.get_args(here) if part is not type(None))
    return here


def _lines_of(text: str) -> dict[Key, int]:
    """The line on which each table and key stands."""
    lines: dict[Key, int] = {}
    table: Key = ()
    counts: dict[Key, int] = {}
    skip_until = ""
    depth = 0
    for number, line in enumerate(text.splitlines(), 1):
        if skip_until:
            skip_until = "" if skip_until in line else skip_until
            continue
        if depth > 0:
            depth += _depth(line)
            continue
        header = _HEADER.match(line)
        if header:
            table = _table_key(header.group(2).split("."), header.group(1) == "[[", counts)
            lines[table] = number
            continue
        key = _KEY.match(line)
        if key:
            lines[(*table, key.group(1))] = number
            value = line[key.end() :]
            quotes = '"""' if '"""' in value else "'''" if "'''" in value else ""
            if quotes and value.count(quotes) % 2:
                skip_until = quotes
            else:
                depth = _depth(value)
    return lines


def _table_key(names: list[str], is_array: bool, counts: dict[Key, int]) -> Key:
    """The key of a header, with the number of the entry in every array of tables on the way."""
    key: Key = ()
    for place, name in enumerate(names):
        key = (*key, name)
        if place == len(names) - 1 and is_array:
            counts[key] = counts.get(key, -1) + 1
        if key in counts:
            key = (*key, counts[key])
    return key


def _depth(text: str) -> int:
    """How many brackets a line leaves open, those in strings aside."""
    bare = re.sub(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*', "", text)
    return bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")
