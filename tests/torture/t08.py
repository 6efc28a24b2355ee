"""T8: malformed files of every kind that can be read so far: case files and notices."""

import json
import re
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random
from uuid import uuid4

from ipju.cli.reading import only_case, read_cases
from ipju.domain.case import Case
from ipju.notices.loader import load_notice
from ipju.notices.problems import NoticeError
from ipju.services.exchange import BadInput
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.ports import UnitOfWork
from ipju.services.record import Contradictory
from ipju.storage.problems import AlreadyThere, StoreProblem
from tests.cli.running import ROOT, SAMPLES
from tests.torture.offices import opened, same, sound
from tests.torture.result import Result

_KOREAN = re.compile("[가-힣]")
NOTICE = ROOT / "resources" / "notices" / "jangi-ansim-2023-3" / "notice.toml"
TOLD = (BadInput, NoticeError, Contradictory, StoreProblem)
ODD = (
    "\x00", "\ufeff", "\u202e", "\ud7b0", "𐀀", "NaN", "Infinity", "-0", "1e999", "9" * 400,
    "[" * 3000, "{" * 3000, '"' * 9, "\\u0000", "null", "true", "../../etc", "가" * 5000, "\r",
    '"id":"', "-1", "0000-00-00", "2024-02-30", "٣", "é",
)  # fmt: skip


def run(count: int, seed: int = 0) -> Result:
    """Read `count` malformed files; each is taken whole or refused in Korean, none by half."""
    random = Random(seed)
    bad: list[str] = []
    good = refused = 0
    sources = [one.read_bytes() for one in (*sorted(SAMPLES.glob("*.json")), NOTICE)]
    made = _hand_made()
    with (
        tempfile.TemporaryDirectory() as name,
        opened(Path(name) / "office") as office,
        ThreadPoolExecutor(1) as reader,
    ):
        for index in range(count):
            at = random.randrange(len(sources))
            is_notice = index >= len(made) and at == len(sources) - 1
            path = Path(name) / ("notice.toml" if is_notice else "case.json")
            data = made[index] if index < len(made) else _mutated(sources[at], random)
            path.write_bytes(data)
            read = reader.submit(_read, path, is_notice)
            error = read.exception()
            if error is None:
                cases = read.result()
                good += 1
                bad += [f"file {index}: {wrong}" for one in cases if (wrong := _kept(office, one))]
            elif isinstance(error, TOLD) and _KOREAN.search(str(error)):
                refused += 1
            else:
                bad.append(f"file {index}: {error!r}"[:300])
        bad += _five_times(office)
        bad += [sound(office)] if sound(office) else []
    return Result(
        id="T8",
        what="malformed case files and notices",
        figure="0 crashes, 0 partial rows",
        done=count,
        bad=tuple(bad),
        words=f"{refused} refused, {good} read or refused case by case",
    )


def _read(path: Path, is_notice: bool) -> list[Case]:
    """Return the good cases of a file, or of a notice none."""
    if is_notice:
        load_notice(path)
        return []
    return [one for _place, one in read_cases(str(path)) if isinstance(one, Case)]


def _kept(office: Office, case: Case) -> str:
    """Store a case that was read, and return what is wrong with what lies there then."""
    known = case.notice in office.notices.ids()
    try:
        stored = add_case(office, case).case if known else None
    except TOLD:
        stored = None
    with office.store.unit() as unit:
        if stored is None:
            whole = not known or unit.cases.id_of(case.number) != case.id or _is_there(unit, case)
        else:
            whole = same(unit.cases.get(case.id), stored)
    return "" if whole else "half a case was stored"


def _is_there(unit: UnitOfWork, case: Case) -> bool:
    """Tell whether a refused case is one that was stored whole before."""
    return unit.cases.get(case.id).people != ()


def _five_times(office: Office) -> list[str]:
    """Bring the same good file in five times: it is there once."""
    case = replace(only_case(str(SAMPLES / "kim-yesi.json")), id=uuid4(), number="2023-3-99999")
    clashes = 0
    for _ in range(5):
        try:
            add_case(office, case)
        except AlreadyThere:
            clashes += 1
    found = [one for one in office.store.read_all() if one.number == case.number]
    return [] if clashes == 4 and len(found) == 1 else [f"{len(found)} times after five imports"]


def _hand_made() -> list[bytes]:
    """Return what a hand would make to break a reader."""
    sample = json.loads((SAMPLES / "kim-yesi.json").read_text(encoding="utf-8"))
    person = sample["people"][0]
    deep = "[" * 100_000 + "]" * 100_000
    return [
        b"", b" ", b"\x00" * 10_000, b"\xff\xfe{}", b"{", b"[]", b"[[]]", b"null", b"1e999999",
        deep.encode(), b'{"a":' * 50_000, b'"' + b"a" * 9_000_000 + b'"',
        json.dumps({**sample, "notice": "../../../etc/passwd"}).encode(),
        json.dumps({**sample, "people": [person, person]}).encode(),
        json.dumps({**sample, "people": [person] * 3000}).encode(),
        json.dumps({**sample, "number": "\u202e2023-3-1"}).encode(),
        json.dumps([sample, sample]).encode(),
        json.dumps({**sample, "version": 10**30}).encode(),
        json.dumps({**sample, "id": "00000000-0000-0000-0000-000000000000"}).encode(),
        json.dumps(sample).encode("utf-16"), json.dumps(sample).encode("cp949", "replace"),
        b"PK\x03\x04" + b"\x00" * 2000, b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n",
    ]  # fmt: skip


def _mutated(data: bytes, random: Random) -> bytes:
    """Return a good file with a few bytes cut, doubled, moved, or replaced by something odd."""
    found = bytearray(data)
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        at = random.randrange(len(found) + 1)
        length = random.choice((1, 1, 4, 40, 400))
        how = random.randrange(5)
        if how == 0:
            del found[at : at + length]
        elif how == 1:
            found[at:at] = found[at : at + length]
        elif how == 2:
            found[at : at + length] = random.choice(ODD).encode("utf-8", "surrogatepass")
        elif how == 3:
            found[at : at + 1] = bytes([random.randrange(256)])
        else:
            digits = [place for place, one in enumerate(found) if chr(one).isdigit()]
            if digits:
                found[random.choice(digits)] = ord(random.choice("0123456789-."))
    return bytes(found)
