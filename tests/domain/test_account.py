"""Roles that may meet in one account, and what an account says of itself."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import combinations
from uuid import UUID

import pytest

from ipju.domain.account import CASE_ROLES, Account, Grant, Role, clash_of
from ipju.domain.decision import ProposalState, Verdict
from ipju.domain.labelled import Labelled

PAIRS = [frozenset(one) for size in range(len(Role) + 1) for one in combinations(tuple(Role), size)]


@pytest.mark.parametrize("roles", PAIRS, ids=lambda one: "+".join(sorted(one)) or "none")
def test_who_opens_accounts_sees_no_case(roles: frozenset[Role]) -> None:
    found = clash_of(roles)
    assert bool(found) == (Role.ADMIN in roles and bool(roles & CASE_ROLES))
    for role in roles & CASE_ROLES if found else ():
        assert role.label in found


def test_the_order_of_roles_does_not_change_the_words() -> None:
    mixed = [Role.SUPERVISOR, Role.ADMIN, Role.INTAKE]
    assert clash_of(mixed) == clash_of(reversed(mixed))
    assert "접수, 결재 역할과" in clash_of(mixed)


def test_an_account_and_a_grant_begin_open() -> None:
    now = datetime(2024, 2, 29, tzinfo=UTC)
    one = Account(id=UUID(int=1), login="kim", name="김예시", opened_at=now)
    assert (one.closed_at, one.roles) == (None, frozenset())
    given = Grant(account=one.id, role=Role.INTAKE, granted_at=now, granted_by=one.id)
    assert (given.revoked_at, given.revoked_by) == (None, None)


@pytest.mark.parametrize("kind", [Role, ProposalState, Verdict])
def test_a_stored_word_comes_back_as_what_it_was(kind: type[Labelled]) -> None:
    for one in kind:
        assert kind.of(one.value) is one
    with pytest.raises(KeyError):
        kind.of("no-such-word")
