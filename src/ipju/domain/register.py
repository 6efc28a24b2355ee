"""The property register extract (등기사항전부증명서): entries of 갑구 and 을구 as printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ipju.domain.labelled import Labelled
from ipju.domain.share import OwnerShare


class RegisterKind(Labelled):
    """Which register an extract is of."""

    LAND = "land", "토지"
    BUILDING = "building", "건물"
    UNIT = "unit", "집합건물"


class Section(Labelled):
    """갑구 (ownership) or 을구 (other rights)."""

    A = "a", "갑구"
    B = "b", "을구"


class EntryStatus(Labelled):
    """Whether an entry still stands; UNKNOWN until a person has confirmed it."""

    LIVE = "live", "유효"
    CANCELLED = "cancelled", "말소"
    UNKNOWN = "unknown", "확인 안 됨"


class EntryKind(Labelled):
    """Category of the printed purpose (등기목적)."""

    OWNERSHIP = "ownership", "소유권보존·이전"
    OWNER_NAME = "owner-name", "등기명의인표시변경"
    SEIZURE = "seizure", "압류"
    PROVISIONAL_SEIZURE = "provisional-seizure", "가압류"
    INJUNCTION = "injunction", "가처분"
    PROVISIONAL_REGISTRATION = "provisional-registration", "가등기"
    NOTICE = "notice", "예고등기"
    AUCTION = "auction", "경매개시결정"
    TRUST = "trust", "신탁"
    RESTRICTION = "restriction", "금지사항·특약"
    MORTGAGE = "mortgage", "근저당권"
    MORTGAGE_CHANGE = "mortgage-change", "근저당권변경"
    MORTGAGE_TRANSFER = "mortgage-transfer", "근저당권이전"
    PLEDGE = "pledge", "근저당권부질권"
    JEONSE = "jeonse", "전세권"
    LEASE = "lease", "주택임차권"
    SUPERFICIES = "superficies", "지상권"
    EASEMENT = "easement", "지역권"
    CANCELLATION = "cancellation", "말소등기"
    UNKNOWN = "unknown", "알 수 없는 등기목적"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One register entry (등기).

    `rank` is the printed 순위번호 (`3`, `3-1`); a sub-entry (부기) names its head through
    `parent`. `amount` is the printed maximum claim (채권최고액), jeonse deposit or claim in won;
    None = not read or foreign currency, never zero. `owners` are the new owners of an ownership
    entry. `reaches` is the owner's share which the right reaches, 1/1 for the whole.
    """

    id: UUID
    section: Section
    rank: str
    kind: EntryKind
    purpose: str = ""
    parent: UUID | None = None
    received_on: date | None = None
    receipt_no: str = ""
    cause: str = ""
    holder: str = ""
    amount: int | None = None
    currency: str = "KRW"
    status: EntryStatus = EntryStatus.UNKNOWN
    cancelled_on: date | None = None
    joint_with: str = ""
    owners: tuple[OwnerShare, ...] = ()
    limits_disposal: bool | None = None
    for_ownership_share: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """One extract as viewed (열람) or issued (발급).

    `entries_read_a`/`entries_read_b` say that the section was read to its end: an empty section
    that was read is "none", one that was not read is not known. `separate_land_register` is a
    live `별도등기 있음`; `land_right_missing` a missing 대지권.
    """

    id: UUID
    kind: RegisterKind
    number: str = ""
    address: str = ""
    viewed_on: date | None = None
    includes_cancelled: bool | None = None
    pending_filing: bool | None = None
    entries_read_a: bool | None = None
    entries_read_b: bool | None = None
    separate_land_register: bool | None = None
    land_right_missing: bool | None = None
    entries: tuple[Entry, ...] = ()
