"""The proof of a draw (추첨 증명): a text for one page, read back and held against itself.

Everything that proves the draw stands in it: the summary whose digest was published before, the
seed, and those whom the draw decides in the order of their lots. Each line ends with a check of
four signs, so that a slip in typing it off the paper is told by its line.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby, pairwise

from ipju.domain.draw_text import (
    BadSeed,
    RosterRow,
    Summary,
    digest_of,
    numbers_text,
    plain,
    read_roster,
    read_seed,
)
from ipju.rules.ranking import by_lot, lot

NOTICE, SUPPLY, QUOTA, COUNT, SURE = "공고", "공급", "호수", "인원", "확정"
ROSTER, PUBLISHED, ORDER = "명부지문", "공개지문", "순서지문"
SEED, TIED, ANNULLED = "씨앗", "추첨", "무효"

_ONCE = (NOTICE, SUPPLY, QUOTA, COUNT, SURE, ROSTER, PUBLISHED, SEED)
_NUMBERS = (QUOTA, COUNT, SURE)
_DIGESTS = (ROSTER, PUBLISHED, ORDER)
_KEYS = (*_ONCE, ORDER, TIED, ANNULLED)
_LINE = re.compile(rf"\s*({'|'.join(_KEYS)})\s*:\s*(.*?)\s*(?:\[\s*([0-9A-Za-z]{{1,8}})\s*\]?)?\s*")
_HEX = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[0-9]{1,9}")
_GROUP = 4
_A_LINE = 66
"""Signs of case numbers on one line, which never wraps: a digest in groups takes 79."""


class BadProof(ValueError):
    """A text is no proof that can be read; the message says what to look at, in Korean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A proof: `tied` in the order of their lots; `annulled` is a day, empty while it stands.

    `published` is the digest that was published, `order` that of the whole final order, if known.
    """

    summary: Summary
    published: str
    seed: str
    tied: tuple[str, ...]
    order: str = ""
    annulled: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was held against the other, in words."""

    sound: bool
    words: str


def proof_lines(proof: Proof) -> tuple[str, ...]:
    """Return the lines that stand on paper and in the QR code."""
    return tuple(f"{key}: {value} [{_check(key, value)}]" for key, value in _values(proof) if value)


def compact(proof: Proof) -> str:
    """Return the same text for the QR code: without checks and groups, which scanners need not."""
    return "\n".join(
        f"{key}:{value.replace(' ', '') if key in _DIGESTS else value}"
        for key, value in _values(proof)
        if value
    )


def _values(proof: Proof) -> Iterator[tuple[str, str]]:
    summary = proof.summary
    yield NOTICE, plain(summary.notice)
    yield SUPPLY, plain(summary.supply)
    yield QUOTA, str(summary.quota)
    yield COUNT, str(summary.count)
    yield SURE, str(summary.sure)
    yield ROSTER, in_groups(summary.roster)
    yield PUBLISHED, in_groups(proof.published)
    yield ORDER, in_groups(proof.order)
    yield SEED, proof.seed
    line = ""
    for number in proof.tied:
        if line and len(line) + len(number) >= _A_LINE:
            yield TIED, line
            line = ""
        line = f"{line} {number}".lstrip()
    yield TIED, line
    yield ANNULLED, proof.annulled


def in_groups(digest: str) -> str:
    """Return a digest in groups of four, as people read it out."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))


def _check(key: str, value: str) -> str:
    return hashlib.sha256(f"{key}:{_bare(key, value)}".encode()).hexdigest()[:4]


def _bare(key: str, value: str) -> str:
    """Return a value as its check sees it: only a seed and numbers keep their single spaces."""
    text = " ".join(unicodedata.normalize("NFC", value).split())
    if key == SEED:
        with suppress(BadSeed):
            text = read_seed(text)
    if key in (SEED, TIED):
        return text
    text = text.replace(" ", "")
    return text.lower() if key in _DIGESTS else text


def read_proof(text: str) -> Proof:
    """Read a proof out of a text, whatever else stands around its lines; BadProof otherwise."""
    found: dict[str, list[str]] = {}
    for at, line in enumerate(unicodedata.normalize("NFC", text).splitlines(), 1):
        parts = _LINE.fullmatch(line.replace("\N{FULLWIDTH COLON}", ":"))
        if parts is None:
            continue
        key, value, check = parts[1], _bare(parts[1], parts[2]), parts[3]
        if check is not None and check.lower() != _check(key, value):
            raise BadProof(f"{at}번째 줄({key})이 줄 끝의 확인 글자와 다릅니다. 종이와 견주십시오.")
        if key in found and key != TIED:
            raise BadProof(f"{at}번째 줄: '{key}' 줄이 두 번 있습니다.")
        found.setdefault(key, []).append(value)
    return _proof_of(found)


def _proof_of(found: Mapping[str, list[str]]) -> Proof:
    lacking = [key for key in _ONCE if key not in found]
    if len(lacking) == len(_ONCE):
        raise BadProof("추첨 증명이 아닙니다. '공고:'부터 시작하는 줄을 모두 적으십시오.")
    if lacking:
        raise BadProof(f"빠진 줄이 있습니다: {', '.join(lacking)}")
    for key in _NUMBERS:
        if not _NUMBER.fullmatch(found[key][0]):
            raise BadProof(f"'{key}' 줄은 수여야 합니다.")
    for key in _DIGESTS:
        if key in found and not _HEX.fullmatch(found[key][0]):
            raise BadProof(f"'{key}' 줄은 숫자와 a–f로 된 64자여야 합니다.")
    try:
        seed = read_seed(found[SEED][0])
    except BadSeed as error:
        raise BadProof(f"'{SEED}' 줄: {error}") from None
    tied = tuple(number for line in found.get(TIED, []) for number in line.split())
    return Proof(
        summary=Summary(
            notice=found[NOTICE][0],
            supply=found[SUPPLY][0],
            quota=int(found[QUOTA][0]),
            count=int(found[COUNT][0]),
            sure=int(found[SURE][0]),
            roster=found[ROSTER][0],
            tied=tied,
        ),
        published=found[PUBLISHED][0],
        seed=seed,
        tied=tied,
        order=found.get(ORDER, [""])[0],
        annulled=found.get(ANNULLED, [""])[0],
    )


def verify(proof: Proof) -> tuple[Check, ...]:
    """Hold a proof against itself: the published digest, who is drawn, the order of the lots."""
    summary = proof.summary
    figures = f"호수 {summary.quota:,}, 인원 {summary.count:,}, 확정 {summary.sure:,}"
    return (
        _told(
            summary.digest == proof.published,
            "공개 지문이 호수, 인원, 확정, 동점자와 명부 지문에서 나온 값과 같습니다.",
            "공개 지문이 호수, 인원, 확정, 동점자와 명부 지문에서 나온 값과 다릅니다.",
        ),
        _told(
            _fits(summary),
            f"{figures}이 서로 맞습니다.",
            f"{figures}이 서로 맞지 않습니다.",
        ),
        _told(
            proof.tied == by_lot(proof.seed, proof.tied),
            f"동점자 {len(proof.tied):,}명의 추첨 순서가 씨앗에서 나온 순서와 같습니다."
            if proof.tied
            else "호수의 경계에 동점자가 없어 추첨으로 정해진 사람이 없습니다.",
            "동점자의 추첨 순서가 씨앗에서 나온 순서와 다릅니다.",
        ),
    )


def _told(sound: bool, right: str, wrong: str) -> Check:
    return Check(sound=sound, words=right if sound else wrong)


def _fits(summary: Summary) -> bool:
    tied = len(summary.tied)
    if not tied:
        return summary.sure == min(summary.quota, summary.count)
    within = summary.sure < summary.quota < summary.sure + tied
    return within and summary.sure + tied <= summary.count and tied == len(set(summary.tied))


def verify_roster(proof: Proof, text: str) -> tuple[Check, ...]:
    """Hold the whole roster (명부 파일) against a proof; BadRoster when it can't be read."""
    rows, summary = read_roster(text), proof.summary
    groups = [list(group) for _standing, group in groupby(rows, key=lambda one: one.standing)]
    final = [
        number for group in groups for number in by_lot(proof.seed, (one.number for one in group))
    ]
    tied = rows[summary.sure : summary.sure + len(summary.tied)]
    return (
        _told(
            digest_of("".join(f"{line}\n" for line in text.splitlines())) == summary.roster,
            f"명부 파일 {len(rows):,}명의 지문이 증명의 명부 지문과 같습니다.",
            "명부 파일의 지문이 증명의 명부 지문과 다릅니다.",
        ),
        _told(
            _is_ranked(rows),
            "명부가 순위, 가점, 부양가족, 생년월일의 순서로 되어 있습니다.",
            "명부가 순위, 가점, 부양가족, 생년월일의 순서로 되어 있지 않습니다.",
        ),
        _told(
            len(rows) == summary.count
            and {one.number for one in tied} == set(summary.tied)
            and _line_is_there(rows, summary),
            "인원과 경계의 동점자가 명부와 같습니다.",
            "인원이나 경계의 동점자가 명부와 다릅니다.",
        ),
        _told(
            proof.order in ("", digest_of(numbers_text(final))),
            "전체 순서의 지문이 명부와 씨앗에서 나온 값과 같습니다."
            if proof.order
            else "전체 순서의 지문이 적혀 있지 않아 견주지 않았습니다.",
            "전체 순서의 지문이 명부와 씨앗에서 나온 값과 다릅니다.",
        ),
    )


def _is_ranked(rows: tuple[RosterRow, ...]) -> bool:
    """Tell whether rows are in order, by rank first or by points first (B1)."""

    def better(one: RosterRow) -> tuple[object, ...]:
        return -one.dependants, one.birth

    by_rank = [(one.rank, -one.points, *better(one)) for one in rows]
    by_points = [(-one.points, one.rank, *better(one)) for one in rows]
    return any(all(a <= b for a, b in pairwise(keys)) for keys in (by_rank, by_points))


def _line_is_there(rows: tuple[RosterRow, ...], summary: Summary) -> bool:
    """Tell whether nobody else stands equal with those at the line."""
    first, beyond = summary.sure, summary.sure + len(summary.tied)
    if not summary.tied:
        beyond = first
    ends = [at for at in (first, beyond) if 0 < at < len(rows)]
    return all(rows[at - 1].standing != rows[at].standing for at in ends)


def result_lines(proof: Proof) -> tuple[tuple[str, str, bool], ...]:
    """Return (case number, its lot, selected) of those the draw decided, in order."""
    seats = proof.summary.seats
    return tuple(
        (number, lot(proof.seed, number), at < seats) for at, number in enumerate(proof.tied)
    )
