"""Claims (채권) on the home: what stands on the registers and what other tenants paid."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ipju.domain.dwelling import Dwelling, DwellingKind
from ipju.domain.finding import Reading
from ipju.domain.register import Entry, EntryKind, EntryStatus, Extract, Section
from ipju.domain.replacing import replace
from ipju.domain.share import OwnerShare
from ipju.rules.entries import (
    NO_AMOUNT,
    confirm,
    current_extracts,
    head_of,
    label_of,
    owners_of,
    rank_key,
    standing,
    unread,
)
from ipju.rules.recorded import ask

# Kinds whose printed amount is a debt on the home. A seizure or an auction is one only where an
# amount was recorded with it; a conversion of a provisional seizure repeats that debt.
_ALWAYS = frozenset(
    {EntryKind.MORTGAGE, EntryKind.JEONSE, EntryKind.LEASE, EntryKind.PROVISIONAL_SEIZURE}
)
_WITH_AMOUNT = frozenset({EntryKind.PROVISIONAL_REGISTRATION, EntryKind.SEIZURE, EntryKind.AUCTION})
_SUBS = frozenset({EntryKind.MORTGAGE_CHANGE, EntryKind.MORTGAGE_TRANSFER, EntryKind.PLEDGE})
_CHANGES = frozenset({EntryKind.MORTGAGE_CHANGE, EntryKind.UNKNOWN})
_FROM_PROVISIONAL = re.compile(r"(\d+(?:-\d+)*)번.*가압류의?본압류")
_LIST_NUMBER = re.compile(r"\d{4}-\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One debt on the home.

    `amount` is the whole amount in won, None while it cannot be read; `at_least` is what is known
    of it for certain. `senior` marks a registered maximum claim (선순위 설정최고액, B22).
    `entries` are the register entries it stands on, of several extracts for a joint mortgage.
    """

    label: str
    holder: str
    kind: EntryKind
    amount: int | None
    at_least: int
    senior: bool
    received_on: date | None
    receipt_no: str
    entries: tuple[UUID, ...]
    joint: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSheet:
    """All claims in order of rank, the other tenants' deposits, and what is missing of each.

    `debt_missing` holds what the 90 % test lacks of the registers, `senior_missing` the part of it
    that the 60 % test lacks too.
    """

    claims: tuple[Claim, ...]
    senior_missing: tuple[Reading, ...]
    debt_missing: tuple[Reading, ...]
    other_deposits: int
    deposits_missing: tuple[Reading, ...]
    notes: tuple[str, ...]

    @property
    def senior_sum(self) -> int:
        """Registered maximum claims (선순위 설정최고액) known for certain, in won."""
        return sum(one.at_least for one in self.claims if one.senior)

    @property
    def claim_sum(self) -> int:
        """Every registered debt known for certain, in won."""
        return sum(one.at_least for one in self.claims)


def owners_on_record(home: Dwelling, day: date) -> tuple[OwnerShare, ...]:
    """Return the owners on `day` by every current extract, each once by person or name."""
    found: dict[str, OwnerShare] = {}
    for extract in current_extracts(home):
        for one in owners_of(extract, day).listed:
            found.setdefault(f"{one.person}/{one.name}", one)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Item:
    """A claim of one document with what groups it with those of the others."""

    claim: Claim
    document: int
    office: str
    list_number: str


def _amount(entry: Entry, subs: Iterable[tuple[Entry, EntryStatus]]) -> tuple[int | None, str]:
    """Return the amount after the last live change, None when any part cannot be read."""
    amount = entry.amount if entry.currency == "KRW" else None
    holder = entry.holder
    for sub, now in subs:
        if sub.kind is EntryKind.MORTGAGE_TRANSFER:
            holder = sub.holder or holder
        elif sub.kind is EntryKind.MORTGAGE_CHANGE:
            words = sub.purpose + sub.cause
            if now is EntryStatus.UNKNOWN or sub.currency != "KRW":
                amount = None
            elif sub.amount is not None or not any(one in words for one in NO_AMOUNT):
                amount = sub.amount
    return amount, holder


def _converted(entry: Entry, extract: Extract) -> bool:
    """Tell whether a seizure repeats the debt of a provisional seizure of the same register."""
    match = _FROM_PROVISIONAL.search((entry.purpose + entry.cause).replace(" ", ""))
    ranks = {match.group(1)} if match else set()
    return any(
        other.kind is EntryKind.PROVISIONAL_SEIZURE
        and (other.id == entry.parent or (other.section is entry.section and other.rank in ranks))
        for other in extract.entries
    )


def _is_claim(entry: Entry, extract: Extract) -> bool:
    head = head_of(entry, extract)
    if entry.kind in (EntryKind.MORTGAGE, EntryKind.JEONSE, EntryKind.LEASE):
        return True
    if entry.kind is EntryKind.MORTGAGE_CHANGE:
        # A raise entered as a main entry ranks by itself; without its head it is not lost either.
        return head is None or head.kind is not EntryKind.MORTGAGE
    if entry.section is Section.B:
        return False
    if entry.kind in _WITH_AMOUNT:
        return entry.amount is not None and not _converted(entry, extract)
    return entry.kind in _ALWAYS


@dataclass(slots=True)
class _Gaps:
    """What is missing for the 60 % test, what besides for the 90 % test, and remarks."""

    senior: list[Reading]
    debt: list[Reading]
    notes: list[str]

    def of(self, entry: Entry) -> list[Reading]:
        """The list which an open point of this entry belongs to."""
        mortgage = entry.kind in (EntryKind.MORTGAGE, EntryKind.MORTGAGE_CHANGE, EntryKind.UNKNOWN)
        return self.senior if mortgage else self.debt


def _claims_of(extract: Extract, document: int, day: date, gaps: _Gaps) -> Iterable[_Item]:
    subs: dict[UUID, list[tuple[Entry, EntryStatus]]] = defaultdict(list)
    heads: list[Entry] = []
    for entry in sorted(extract.entries, key=lambda one: (rank_key(one), str(one.id))):
        now = standing(entry, extract, day)
        if now is EntryStatus.CANCELLED:
            continue
        claim = _is_claim(entry, extract)
        if entry.kind is EntryKind.UNKNOWN and now is EntryStatus.LIVE:
            label = f"{entry.section.label} {entry.rank} 등기목적"
            gaps.senior.append(ask(label, "extracts.entries.kind", entry.id))
        elif now is EntryStatus.UNKNOWN and (claim or entry.kind in _CHANGES):
            gaps.of(entry).append(confirm(entry))
        head = head_of(entry, extract)
        if claim:
            if now is EntryStatus.LIVE:
                heads.append(entry)
        elif entry.kind in _SUBS and head is not None:
            subs[head.id].append((entry, now))
    for entry in heads:
        amount, holder = _amount(entry, subs[entry.id])
        if amount is None:
            field = "extracts.entries.amount"
            gaps.of(entry).append(ask(f"{label_of(entry)}의 금액(원)", field, entry.id))
        if entry.for_ownership_share:
            gaps.notes.append(f"{label_of(entry)}: 지분에만 미치지만 금액 전부를 넣었습니다.")
        if any(sub.kind is EntryKind.PLEDGE for sub, _ in subs[entry.id]):
            gaps.notes.append(f"{label_of(entry)}: 질권은 받을 사람만 바꾸므로 더하지 않았습니다.")
        number = _LIST_NUMBER.search(entry.joint_with)
        yield _Item(
            claim=Claim(
                label=label_of(entry),
                holder=holder,
                kind=EntryKind.MORTGAGE if entry.kind is EntryKind.MORTGAGE_CHANGE else entry.kind,
                amount=amount,
                at_least=amount or 0,
                senior=entry.kind in (EntryKind.MORTGAGE, EntryKind.MORTGAGE_CHANGE),
                received_on=entry.received_on,
                receipt_no=re.sub(r"\D", "", entry.receipt_no),
                entries=(entry.id,),
            ),
            document=document,
            office=extract.number.replace("-", "")[:4],
            list_number=number.group() if number else "",
        )


def _joined(group: list[_Item]) -> list[Claim]:
    """Count joint collateral once: the n-th of each document is the same debt as the n-th here.

    Entries of one document are never merged with each other (two rights of equal rank share one
    receipt). Where the amounts differ, the higher counts.
    """
    by_document: dict[int, list[Claim]] = defaultdict(list)
    for item in group:
        by_document[item.document].append(item.claim)
    columns = [
        sorted(claims, key=lambda one: (-one.at_least, one.label))
        for _, claims in sorted(by_document.items())
    ]
    merged: list[Claim] = []
    for place in range(max(len(one) for one in columns)):
        same = [one[place] for one in columns if place < len(one)]
        first = min(same, key=lambda one: (one.label, str(one.entries[0])))
        amounts = {one.amount for one in same}
        merged.append(
            replace(
                first,
                amount=None if None in amounts else max(one.at_least for one in same),
                at_least=max(one.at_least for one in same),
                entries=tuple(sorted((one.entries[0] for one in same), key=str)),
                joint=len(same) > 1,
                note="등기마다 금액이 달라 큰 쪽을 넣었습니다."
                if len(amounts - {None}) > 1
                else "",
            )
        )
    return merged


def _grouped(items: list[_Item]) -> list[Claim]:
    same_office = any(not one.office for one in items)
    lists: dict[tuple[object, ...], str] = {}

    def receipt(item: _Item) -> tuple[object, ...] | None:
        claim = item.claim
        if claim.received_on is None or not claim.receipt_no:
            return None
        office = "" if same_office else item.office
        return (claim.kind, office, claim.received_on, claim.receipt_no)

    for item in sorted(items, key=lambda one: one.list_number):
        key = receipt(item)
        if key is not None and item.list_number:
            lists.setdefault(key, item.list_number)
    groups: dict[tuple[object, ...], list[_Item]] = defaultdict(list)
    for item in items:
        key = receipt(item)
        number = item.list_number or (lists.get(key, "") if key else "")
        if number:
            office = "" if same_office else item.office
            groups[(item.claim.kind, office, "list", number)].append(item)
        else:
            groups[key or ("alone", item.claim.entries[0])].append(item)
    return [claim for group in groups.values() for claim in _joined(group)]


def _order(claim: Claim) -> tuple[object, ...]:
    number = int(claim.receipt_no) if claim.receipt_no else 0
    return (claim.received_on or date.max, number, claim.label, -claim.at_least, claim.holder)


def _other_deposits(home: Dwelling) -> tuple[int, tuple[Reading, ...]]:
    """Return the other tenants' deposits known in won and what of them is not known."""
    total = sum(one.deposit or 0 for one in home.tenants)
    missing = [
        ask(f"다른 임차인 {one.unit} 보증금".replace("  ", " "), "tenants.deposit", one.id)
        for one in home.tenants
        if one.deposit is None and one.vacant is not True
    ]
    if home.kind is DwellingKind.MULTI_HOUSEHOLD and home.other_tenants_known is not True:
        missing.append(ask("다른 임차인의 보증금 전부", "other_tenants_known"))
    return total, tuple(missing)


def claim_sheet(home: Dwelling, day: date) -> ClaimSheet:
    """Return every claim that stands on `day`, in order of rank, joint collateral once.

    An amount that is not read or not in won makes the sums a lower bound and is listed as
    missing; so is an entry nobody confirmed and a section nobody read.
    """
    gaps = _Gaps(list(unread(home, (Section.B,))), list(unread(home, (Section.A,))), [])
    items: list[_Item] = []
    for document, extract in enumerate(current_extracts(home)):
        items += _claims_of(extract, document, day, gaps)
    claims = sorted(_grouped(items), key=_order)
    deposits, unknown = _other_deposits(home)
    gaps.notes += [f"{one.label}: {one.note}" for one in claims if one.note]
    if home.tenants and any(one.kind in (EntryKind.JEONSE, EntryKind.LEASE) for one in claims):
        gaps.notes.append("전세권·임차권 등기와 다른 임차인 목록에 같은 사람이 있는지 확인하세요.")
    return ClaimSheet(
        claims=tuple(claims),
        senior_missing=tuple(dict.fromkeys(gaps.senior)),
        debt_missing=tuple(dict.fromkeys(gaps.senior + gaps.debt)),
        other_deposits=deposits,
        deposits_missing=unknown,
        notes=tuple(sorted(set(gaps.notes))),
    )
