"""The texts of a draw (추첨) that anybody can write down and hash again: roster, summary, seed.

The roster text holds every entry in its order; its SHA-256 stands in the summary (요약), which is
short enough for paper: quota, how many there are, and the few whom the draw decides. The SHA-256
of the summary is what is published before the draw (공개 지문). Lines end with a line feed, the
texts are UTF-8: what is hashed is what a file of these lines holds.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ipju.domain.draw import RosterEntry

BALLS, HIGHEST_BALL = 9, 45
SEED_LEAST, SEED_MOST = 8, 40
"""Characters of a seed in words: enough not to be guessed, short enough for one line."""

_BALLS = re.compile(r"[\d\s,.·/-]+")
_WRITABLE = re.compile(r"[ -Z^-~가-힣]+")
"""What stands on every keyboard and in the font; no brackets, which close the lines of a proof."""

_ENTRY = re.compile(r"(\S+)\t(\d+)\t(\d+)\t(\d+)\t(\d{4}-\d\d-\d\d)")


class BadSeed(ValueError):
    """What was entered cannot be a seed (씨앗); the message says why, in Korean."""


class BadRoster(ValueError):
    """A line of a roster text cannot be read; the message says which one, in Korean."""


def plain(text: str) -> str:
    """Return a word as the texts write it: composed (NFC), without any space."""
    return "".join(unicodedata.normalize("NFC", text).split())


def read_seed(text: str) -> str:
    """Return the one way a seed is written: `03-11-…` for nine balls, else words with one space.

    Balls stay in the order in which they were drawn. BadSeed for anything else.
    """
    words = " ".join(unicodedata.normalize("NFC", text).split())
    if not words:
        raise BadSeed("씨앗을 적으십시오.")
    if _BALLS.fullmatch(words):
        return _balls([int(one) for one in re.findall(r"\d+", words)])
    if not SEED_LEAST <= len(words) <= SEED_MOST:
        raise BadSeed(
            f"글로 적는 씨앗은 {SEED_LEAST}자부터 {SEED_MOST}자까지입니다(지금 {len(words)}자)."
        )
    if not _WRITABLE.fullmatch(words):
        raise BadSeed("씨앗은 한글, 영문, 숫자와 기호로 적습니다. 대괄호와 한자는 쓸 수 없습니다.")
    return words


def _balls(numbers: list[int]) -> str:
    if len(numbers) != BALLS:
        raise BadSeed(f"공 번호는 {BALLS}개입니다(지금 {len(numbers)}개).")
    for one in numbers:
        if not 1 <= one <= HIGHEST_BALL:
            raise BadSeed(f"공 번호는 1부터 {HIGHEST_BALL}까지입니다: {one}")
        if numbers.count(one) > 1:
            raise BadSeed(f"공 번호 {one}이(가) 두 번 있습니다.")
    return "-".join(f"{one:02}" for one in numbers)


def roster_text(entries: Iterable[RosterEntry]) -> str:
    """Return the entries in their order: number, rank (0: none), points, dependants, birth date.

    No name and no id of a case stands in it.
    """
    return "".join(
        f"{plain(one.number)}\t{one.rank or 0}\t{one.points}\t{one.dependants}"
        f"\t{one.birth.isoformat()}\n"
        for one in entries
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One line of a roster text."""

    number: str
    rank: int
    points: int
    dependants: int
    birth: date

    @property
    def standing(self) -> tuple[int, int, int, date]:
        """What ranks; equal ones are drawn by lot."""
        return self.rank, self.points, self.dependants, self.birth


def read_roster(text: str) -> tuple[RosterRow, ...]:
    """Return the lines of a roster text; BadRoster names the first one that is none."""
    found = []
    for at, line in enumerate(text.splitlines(), 1):
        parts = _ENTRY.fullmatch(line)
        if parts is None:
            raise BadRoster(f"명부 파일 {at}번째 줄을 읽을 수 없습니다.")
        number, rank, points, dependants, birth = parts.groups()
        try:
            born = date.fromisoformat(birth)
        except ValueError:
            raise BadRoster(f"명부 파일 {at}번째 줄에 없는 날짜가 있습니다.") from None
        found.append(
            RosterRow(
                number=number,
                rank=int(rank),
                points=int(points),
                dependants=int(dependants),
                birth=born,
            )
        )
    return tuple(found)


def numbers_text(numbers: Iterable[str]) -> str:
    """Return case numbers (접수번호) one a line: the final order is hashed so."""
    return "".join(f"{plain(one)}\n" for one in numbers)


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The summary (요약) of a roster: what the published digest binds.

    `sure` are selected without any draw; `tied` are the numbers of those who stand equal where the
    quota ends, empty when the draw decides nobody's selection. `supply` is its Korean word,
    `notice` the id of the notice.
    """

    notice: str
    supply: str
    quota: int
    count: int
    sure: int
    roster: str
    tied: tuple[str, ...]

    @property
    def seats(self) -> int:
        """How many of the tied are selected."""
        return self.quota - self.sure if self.tied else 0

    @property
    def text(self) -> str:
        """The summary as it is hashed; the tied stand by number, whatever the lot says."""
        lines = [
            "입주심사 추첨 명부 1",
            f"공고 {plain(self.notice)}",
            f"공급 {plain(self.supply)}",
            f"호수 {self.quota}",
            f"인원 {self.count}",
            f"확정 {self.sure}",
            f"명부 {self.roster}",
            *(f"동점 {one}" for one in sorted(plain(number) for number in self.tied)),
        ]
        return "".join(f"{one}\n" for one in lines)

    @property
    def digest(self) -> str:
        """The digest that is published before the draw (공개 지문)."""
        return digest_of(self.text)
