"""Whose hand signed a consent form: one's own from an age on, before it the guardian's (B15)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ipju.domain.dates import birthday
from ipju.domain.finding import Outcome, Question
from ipju.domain.notice import Notice
from ipju.domain.paper import Signature
from ipju.domain.person import Person
from ipju.rules.facts import Facts


class Signed(NamedTuple):
    """The result for one person; `field` is the fact that decides it."""

    person: Person
    outcome: Outcome
    says: str
    field: str = "signatures"
    question: Question | None = None
    boundary: bool = False


def hand(facts: Facts, notice: Notice, person: Person, sign: Signature, age: int) -> Signed:
    """Judge whether the right one signed: the person, or below `age` (만 나이) the guardian."""
    if person.birth is None:
        return Signed(person, Outcome.MISSING, "생년월일", "birth")
    grown, boundary = _grown(facts, notice, birthday(person.birth, age), sign)
    if grown is None:
        return Signed(person, Outcome.MISSING, "서명한 날")
    if grown and sign.by_guardian:
        says = f"만 {age}세 이상인데 보호자가 서명함"
        return Signed(person, Outcome.FAIL, says, boundary=boundary)
    if not grown and sign.by_guardian is False:
        says = f"만 {age}세 미만인데 보호자가 서명하지 않음"
        return Signed(person, Outcome.FAIL, says, boundary=boundary)
    if not grown and sign.by_guardian is None:
        return Signed(person, Outcome.MISSING, "보호자 서명 여부")
    says = "본인 서명" if grown else "보호자 서명"
    return Signed(person, Outcome.PASS, says, boundary=boundary)


def _grown(facts: Facts, notice: Notice, turns: date, sign: Signature) -> tuple[bool | None, bool]:
    """Tell whether somebody signs for himself, and whether on the very birthday (B15).

    Without a signing date it is known when the birthday lies outside notice date … review.
    """
    if notice.reading("B15") != "signing":
        return turns <= notice.day, turns == notice.day
    if sign.signed_on is not None:
        return turns <= sign.signed_on, turns == sign.signed_on
    if turns <= notice.day:
        return True, False
    return (False, False) if turns > facts.reviewed_on else (None, False)
