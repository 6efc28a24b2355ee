"""Registered mail (등기우편) as it went out and came back, and scans (스캔) as they came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ipju.domain.labelled import Labelled


class ReturnWhy(Labelled):
    """Why the post brought a letter back (반송 사유)."""

    MOVED = "moved", "이사"
    UNKNOWN = "unknown", "수취인 불명"
    ABSENT = "absent", "폐문부재"
    REFUSED = "refused", "수취 거절"
    OTHER = "other", "그 밖"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One letter or request as it was posted. `attempt` counts sendings from 1."""

    id: UUID
    case_id: UUID
    letter: UUID | None
    request: UUID | None
    attempt: int
    sent_on: date
    registered: str
    address: str
    returned_on: date | None = None
    returned_why: ReturnWhy | None = None
    note: str = ""
    version: int = 0
    whole: bool = True


class ScanKind(Labelled):
    """What sort of file was dropped."""

    PDF = "pdf", "PDF 문서"
    JPEG = "jpeg", "JPEG 그림"
    PNG = "png", "PNG 그림"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A scanned paper; its bytes lie sealed in the store. `case_id` None: it waits in the tray.

    `paper` is the paper of the case it shows; `digest` is the SHA-256 of the bytes in hex.
    """

    id: UUID
    case_id: UUID | None
    paper: UUID | None
    name: str
    kind: ScanKind
    size: int
    pages: int
    digest: str
    added_at: datetime
    added_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanLook:
    """What a file shows: its kind, its pages, and the texts of the QR codes on them in order."""

    kind: ScanKind
    pages: int
    codes: tuple[str, ...]
