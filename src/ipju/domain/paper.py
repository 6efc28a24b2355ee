"""Papers (제출서류) as they came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One member's signature (서명) on a consent form.

    `agreed` says that every [필수] item is ticked 동의합니다; None = not looked at yet.
    `signed_on` is recorded at receipt: the form prints no date (decision B15).
    `unnotified` is the second column of the 금융정보 등 제공 동의서: that the person is not to be
    told of each provision (미통보).
    """

    id: UUID
    person: UUID
    signed: bool | None = None
    by_guardian: bool | None = None
    signed_on: date | None = None
    agreed: bool | None = None
    unnotified: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper as received. `kind` is a document id of the notice; `subject` whose paper it is.

    `shows` holds the ids of the fields the notice wants shown and that were seen on it.
    `received_on` is the day it was handed in (제출일) where no postmark counts.
    """

    id: UUID
    kind: str
    subject: UUID | None = None
    issued_on: date | None = None
    postmarked_on: date | None = None
    received_on: date | None = None
    registered_mail: bool | None = None
    original: bool | None = None
    rrn_shown: bool | None = None
    shows: tuple[str, ...] = ()
    wrong_kind: str = ""
    weeks: int | None = None
    foetuses: int | None = None
    attached: bool | None = None
    signatures: tuple[Signature, ...] = ()
    note: str = ""
