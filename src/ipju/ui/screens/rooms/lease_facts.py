"""A lease in words: its days, its rent, its renewals; and the leases a room had before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from ipju.domain.dates import spoken
from ipju.domain.letting import LeaseState, RoomLease
from ipju.domain.notice import Notice
from ipju.services.letting import Stay
from ipju.ui.screens.rooms.words import distance, lease_line, rent_words
from ipju.ui.widgets.table_model import Column, Row

HISTORY_COLUMNS: Final = (Column("입주자", 152), Column("결과"))


def facts_of(lease: RoomLease, notice: Notice, today: date) -> list[str]:
    """Return the lines on a lease that stands."""
    said: list[str] = []
    if lease.state is LeaseState.OFFERED:
        said.append(f"제안 {spoken(lease.offered_on)}")
        said.append(f"답할 기한 {spoken(lease.answer_by)} {distance(lease.answer_by, today)}")
    if lease.contracted_on is not None:
        said.append(f"계약 {spoken(lease.contracted_on)}")
    if lease.moved_in_on is not None:
        said.append(f"입주 {spoken(lease.moved_in_on)}")
    term, rent, now = lease.term, lease.rent, lease.rent_on(today)
    if term is not None:
        said.append(f"기간 {term.starts_on} – {term.ends_on} {distance(term.ends_on, today)}")
        most = notice.letting.renewals if notice.letting else 0
        said.append(f"재계약 {lease.renewals}회 (최대 {most}회)")
    if now is not None:
        said.append(rent_words(now.deposit, now.rent, free=lease.free_of_charge))
    if rent is not None and rent != now:
        said.append(f"{spoken(rent.from_on)}부터 {rent_words(rent.deposit, rent.rent)}")
    if lease.raised_on is not None:
        said.append(f"마지막 인상 {spoken(lease.raised_on)}")
    if lease.state is LeaseState.LEAVING and lease.leaves_on is not None:
        said.append(f"퇴거 예정 {spoken(lease.leaves_on)} {distance(lease.leaves_on, today)}")
    return said


def history_rows(found: Sequence[Stay]) -> list[Row]:
    """Return the rows of every lease a room had, the newest first."""
    return [
        {
            "id": one.lease.case_id.hex,
            "cells": (
                {"t": one.tenant, "sub": _span(one.lease)},
                {"t": lease_line(one.lease), "sub": one.lease.reason},
            ),
            "lines": 2,
            "dim": not one.lease.state.holds,
        }
        for one in found
    ]


def _span(lease: RoomLease) -> str:
    if not lease.terms:
        return f"제안 {lease.offered_on}"
    last = lease.left_on or lease.terms[-1].ends_on
    return f"{lease.terms[0].starts_on} – {last:%y-%m-%d}"
