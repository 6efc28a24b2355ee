"""What of a register extract stands on a given day, who owns, and what is not read yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ipju.domain.dwelling import Dwelling, DwellingKind
from ipju.domain.finding import Reading
from ipju.domain.register import Entry, EntryKind, EntryStatus, Extract, RegisterKind, Section
from ipju.domain.share import OwnerShare
from ipju.rules.recorded import ask

WHOLE_BUILDINGS = frozenset(
    {DwellingKind.DETACHED, DwellingKind.MULTI_HOUSEHOLD, DwellingKind.ROOMING}
)
# Sub-entries which change nothing but a name or a debtor carry no amount of their own.
NO_AMOUNT = ("채무자", "명의인", "표시")


def current_extracts(home: Dwelling) -> tuple[Extract, ...]:
    """Return the extracts without those of the same register which a later one supersedes."""
    newest: dict[str, date] = {}
    for one in home.extracts:
        if one.number and one.viewed_on:
            newest[one.number] = max(newest.get(one.number, one.viewed_on), one.viewed_on)
    return tuple(
        one
        for one in home.extracts
        if one.viewed_on is None or one.viewed_on >= newest.get(one.number, one.viewed_on)
    )


def rank_key(entry: Entry) -> tuple[int, ...]:
    """Return the printed 순위번호 as numbers: `3-1` → (3, 1)."""
    return tuple(int(part) for part in re.findall(r"\d+", entry.rank))


def head_of(entry: Entry, extract: Extract) -> Entry | None:
    """Return the entry that a sub-entry (부기) belongs to: its parent, or by its rank."""
    for other in extract.entries:
        if other.id == entry.parent and other.id != entry.id:
            return other
    number = entry.rank.rpartition("-")[0]
    for other in extract.entries:
        if number and other.section is entry.section and other.rank == number:
            return other
    return None


def standing(entry: Entry, extract: Extract, day: date) -> EntryStatus:
    """Return whether an entry stands on `day`; a sub-entry falls with the entry it belongs to.

    An entry received after that day does not stand yet, one cancelled after it still does. Where
    the day of the cancellation is not recorded and the extract is younger than `day`, it is
    unknown.
    """
    own = _own_standing(entry, extract, day)
    seen = {entry.id}
    head = head_of(entry, extract)
    while head is not None and head.id not in seen and own is not EntryStatus.CANCELLED:
        above = _own_standing(head, extract, day)
        if above is not EntryStatus.LIVE:
            own = above
        seen.add(head.id)
        head = head_of(head, extract)
    return own


def _own_standing(entry: Entry, extract: Extract, day: date) -> EntryStatus:
    if entry.received_on is not None and entry.received_on > day:
        return EntryStatus.CANCELLED
    if entry.status is not EntryStatus.CANCELLED:
        return entry.status
    if entry.cancelled_on is not None:
        return EntryStatus.LIVE if entry.cancelled_on > day else EntryStatus.CANCELLED
    if extract.viewed_on is not None and extract.viewed_on > day:
        return EntryStatus.UNKNOWN
    return EntryStatus.CANCELLED


def label_of(entry: Entry) -> str:
    """Return `을구 3-1 근저당권변경`, the way an entry is named to staff."""
    return f"{entry.section.label} {entry.rank} {entry.kind.label}"


def confirm(entry: Entry) -> Reading:
    """Return what is missing while nobody has confirmed whether an entry stands."""
    return ask(f"{label_of(entry)}의 말소 여부", "extracts.entries.status", entry.id)


def needed_registers(home: Dwelling, extracts: tuple[Extract, ...]) -> tuple[RegisterKind, ...]:
    """Return which registers must be read: of the unit, or of the building and the land.

    A unit (집합건물) also needs the land where 별도등기 stands or 대지권 is missing.
    """
    units = [one for one in extracts if one.kind is RegisterKind.UNIT]
    buildings = any(one.kind is RegisterKind.BUILDING for one in extracts)
    mixed = home.kind in (DwellingKind.SHOP, DwellingKind.OTHER, None)
    if home.kind in WHOLE_BUILDINGS or (mixed and buildings and not units):
        return (RegisterKind.BUILDING, RegisterKind.LAND)
    if any(one.separate_land_register or one.land_right_missing for one in units):
        return (RegisterKind.UNIT, RegisterKind.LAND)
    return (RegisterKind.UNIT,)


def unread(home: Dwelling, sections: tuple[Section, ...]) -> tuple[Reading, ...]:
    """Return what of the registers is not read: absent extracts, sections, open 별도등기."""
    extracts = current_extracts(home)
    there = {one.kind for one in extracts}
    missing = [
        ask(f"{kind.label} 등기사항증명서", "extracts")
        for kind in needed_registers(home, extracts)
        if kind not in there
    ]
    for one in extracts:
        for section in sections:
            done = one.entries_read_a if section is Section.A else one.entries_read_b
            if done is not True:
                field = f"extracts.entries_read_{section.value}"
                label = f"{one.kind.label} 등기 {section.label}를 끝까지 읽었는지"
                missing.append(ask(label, field, one.id))
        if one.kind is RegisterKind.UNIT:
            missing += _unit_gaps(one)
    return tuple(missing)


def _unit_gaps(one: Extract) -> Iterator[Reading]:
    if one.separate_land_register is None:
        yield ask("토지 별도등기 여부", "extracts.separate_land_register", one.id)
    if one.land_right_missing is None:
        yield ask("대지권 등기 여부", "extracts.land_right_missing", one.id)


def pending(home: Dwelling) -> tuple[str, ...]:
    """Return the note on filings under way (신청사건), if any."""
    if any(one.pending_filing for one in current_extracts(home)):
        return ("처리 중인 등기신청 사건이 있습니다. 끝난 뒤 등기를 다시 읽고 확인하세요.",)
    return ()


@dataclass(frozen=True, slots=True)
class Owners:
    """Who owns by one extract: shares by owner key; `known` False = cannot be told yet."""

    shares: dict[str, Fraction]
    listed: tuple[OwnerShare, ...]
    known: bool
    trust: bool
    missing: tuple[Reading, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The keys of the owners (person id or name)."""
        return frozenset(self.shares)


def owner_key(owner: OwnerShare) -> str:
    """Return what tells owners apart: the person of the case, else the printed name."""
    return str(owner.person) if owner.person is not None else owner.name.replace(" ", "")


def owners_of(extract: Extract, day: date) -> Owners:
    """Walk the ownership entries of 갑구 in order and return the owners on `day`.

    An entry whose shares add up to the whole replaces all owners; one of a share takes it from
    the holder its purpose names. Earlier owners are not struck on the register.
    """
    shares: dict[str, Fraction] = {}
    listed: dict[str, OwnerShare] = {}
    doubts: list[Reading] = []
    trust = False
    for entry in sorted(extract.entries, key=rank_key):
        now = standing(entry, extract, day)
        if entry.section is not Section.A or now is EntryStatus.CANCELLED:
            continue
        if entry.kind is EntryKind.TRUST:
            trust = trust or now is EntryStatus.LIVE
            if now is EntryStatus.UNKNOWN:
                doubts.append(confirm(entry))
        elif entry.kind is EntryKind.OWNERSHIP:
            if now is EntryStatus.UNKNOWN:
                doubts.append(confirm(entry))
                continue
            given = {owner_key(one): one for one in entry.owners}
            total = sum((one.fraction for one in entry.owners), Fraction(0))
            if total == 1 and not entry.for_ownership_share:
                shares = _summed(entry.owners)
                listed = given
                # What was doubtful before the whole passed on no longer matters.
                doubts = [one for one in doubts if "신탁" in one.label]
            elif not _moved(shares, entry):
                doubts.append(
                    ask(f"{label_of(entry)}의 소유자와 지분", "extracts.entries.owners", entry.id)
                )
            listed |= given
    if not doubts and (not shares or "" in shares or sum(shares.values()) != 1):
        doubts.append(
            ask(f"{extract.kind.label} 등기의 소유자와 지분", "extracts.entries", extract.id)
        )
    return Owners(
        shares=shares,
        listed=tuple(one for key, one in listed.items() if key in shares),
        known=not doubts,
        trust=trust,
        missing=tuple(doubts),
    )


def _summed(owners: tuple[OwnerShare, ...]) -> dict[str, Fraction]:
    shares: dict[str, Fraction] = {}
    for one in owners:
        shares[owner_key(one)] = shares.get(owner_key(one), Fraction(0)) + one.fraction
    return shares


def _moved(shares: dict[str, Fraction], entry: Entry) -> bool:
    """Move a share from the holder that the purpose names to the entry's owners."""
    total = sum((one.fraction for one in entry.owners), Fraction(0))
    purpose = entry.purpose.replace(" ", "")
    givers = [name for name in shares if name and name in purpose]
    if not givers and len(shares) == 1:
        givers = list(shares)
    if len(givers) != 1 or total == 0 or shares[givers[0]] < total:
        return False
    rest = shares[givers[0]] - total
    if rest:
        shares[givers[0]] = rest
    else:
        del shares[givers[0]]
    for name, part in _summed(entry.owners).items():
        shares[name] = shares.get(name, Fraction(0)) + part
    return True
