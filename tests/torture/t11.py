"""T11: bits flipped in a store and files cut short: found, told with the backup, and restored."""

import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import keyring
from keyring.backends import fail

from ipju import bootstrap
from ipju.services.exchange import dump_case
from ipju.storage import keys, opening
from ipju.storage.problems import Damaged, StoreProblem
from tests.torture.offices import people_of
from tests.torture.result import Result
from tests.torture.t09 import LOGIN, PASSWORD, QUICK

PAGE = 4096
RESTORED_EACH = 10
"""One damaged store in so many is restored and compared; all of them name the backup."""

CASES = 25


def run(count: int, seed: int = 0) -> Result:
    """Damage the same closed store `count` times, each time in another way or place."""
    chance = random.Random(seed)
    bad: list[str] = []
    found = {"opening": 0, "first read": 0}
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(keyring, "get_keyring", fail.Keyring),
        patch.object(keys, "ARGON2", QUICK),
    ):
        whole = Path(folder) / "whole"
        backup, facts = _office(whole, seed)
        for number in range(count):
            here = Path(folder) / "damaged"
            shutil.copytree(whole, here)
            do = DAMAGE[number % len(DAMAGE)]
            # Every other time the store counts as one that is too large to be read at once.
            at_once = opening.AT_ONCE if number % 2 else 0
            with patch.object(opening, "AT_ONCE", at_once):
                store = here / bootstrap.OFFICE_FILE
                store.write_bytes(do(store.read_bytes(), chance))
                wrong = _tried(here, backup, found)
            if not wrong and number % RESTORED_EACH == 0:
                wrong = _restored(here, facts)
            bad += [f"{number} ({do.__name__[1:]}): {wrong}"] if wrong else []
            shutil.rmtree(here)
    return Result(
        id="T11",
        what="bit flips and truncations of the store",
        figure="found at opening or first read, newest verified backup offered",
        done=count,
        bad=tuple(bad),
        words=f"found at opening {found['opening']}, at first read {found['first read']}",
    )


def _office(folder: Path, seed: int) -> tuple[str, list[object]]:
    """Make an office with cases and a backup; return the name of the backup and all facts."""
    key = bootstrap.new_recovery_key()
    entered = bootstrap.create_office(folder, LOGIN, "강관리", "부서", "02", PASSWORD, key)
    store = entered.store
    store.add_many(people_of(CASES, seed))
    backup = entered.backups.make("manual")
    facts = _facts(entered)
    store.close()
    return backup.path.name, facts


def _facts(entered: bootstrap.Entered) -> list[object]:
    return [dump_case(one) for one in entered.store.read_all()]


def _tried(folder: Path, backup: str, found: dict[str, int]) -> str:
    """Open the damaged store and read all of it; say what is wrong with how that ends."""
    damaged = (folder / bootstrap.OFFICE_FILE).read_bytes()
    try:
        entered = bootstrap.enter_office(folder, LOGIN, PASSWORD)
    except Damaged as problem:
        found["opening"] += 1
        return _told(folder, damaged, problem, backup)
    except StoreProblem as problem:
        return f"taken for {type(problem).__name__}: {problem}"
    try:
        # What the program does right after opening a store that was too large to be read before.
        bootstrap.check_whole(entered)
    except Damaged as problem:
        found["first read"] += 1
        return "" if backup in str(problem) else "the backup was not named"
    finally:
        entered.store.close()
    return "not found"


def _told(folder: Path, damaged: bytes, problem: Damaged, backup: str) -> str:
    if problem.backup is None or problem.backup.name != backup or backup not in str(problem):
        return f"the backup was not named: {problem}"
    newest = bootstrap.newest_backup(folder)
    if newest is None or newest.path.name != backup:
        return "the backup was not offered"
    if (folder / bootstrap.OFFICE_FILE).read_bytes() != damaged:
        return "the damaged file was changed"
    return ""


def _restored(folder: Path, facts: list[object]) -> str:
    """Go back to the backup; say what is missing."""
    damaged = (folder / bootstrap.OFFICE_FILE).read_bytes()
    bootstrap.restore_newest(folder, LOGIN, PASSWORD)
    (aside,) = folder.glob("damaged-*")
    # Its journal is folded in, which writes the first page anew where it still opens.
    if (aside / bootstrap.OFFICE_FILE).read_bytes()[PAGE:] != damaged[PAGE:]:
        return "the damaged file was not kept"
    entered = bootstrap.enter_office(folder, LOGIN, PASSWORD)
    try:
        return "" if _facts(entered) == facts else "restored facts differ"
    finally:
        entered.store.close()


def _flip_one(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _flip_at_the_head(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    damaged[chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _flip_a_seal(content: bytes, chance: random.Random) -> bytes:
    """A bit in the last 80 bytes of a page, where its IV and its HMAC lie."""
    damaged = bytearray(content)
    page = chance.randrange(len(content) // PAGE)
    damaged[(page + 1) * PAGE - 1 - chance.randrange(80)] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _flip_many(content: bytes, chance: random.Random) -> bytes:
    for _ in range(50):
        content = _flip_one(content, chance)
    return content


def _cut_anywhere(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _cut_at_a_page(content: bytes, chance: random.Random) -> bytes:
    return content[: PAGE * chance.randrange(len(content) // PAGE)]


def _cut_a_little(content: bytes, chance: random.Random) -> bytes:
    return content[: -chance.randrange(1, PAGE)]


def _lose_a_page(content: bytes, chance: random.Random) -> bytes:
    """A page of zeros, as a file system leaves it after a bad sector."""
    at = PAGE * chance.randrange(len(content) // PAGE)
    return content[:at] + bytes(PAGE) + content[at + PAGE :]


def _swap_pages(content: bytes, chance: random.Random) -> bytes:
    one, other = sorted(chance.sample(range(len(content) // PAGE), 2))
    pages = [content[at : at + PAGE] for at in range(0, len(content), PAGE)]
    pages[one], pages[other] = pages[other], pages[one]
    return b"".join(pages)


DAMAGE: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip_one,
    _flip_at_the_head,
    _cut_anywhere,
    _flip_a_seal,
    _cut_at_a_page,
    _lose_a_page,
    _flip_many,
    _cut_a_little,
    _swap_pages,
)
