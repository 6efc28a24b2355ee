"""Print model of the letters that tell how the ranking ended: 선정 통지, 미선정 통지."""

from dataclasses import dataclass

from ipju.domain.printed import Fact, Letter, Remedy


@dataclass(frozen=True, kw_only=True)
class SelectionNotice(Letter):
    """Selected, or eligible and behind the line of the quota, and what that rests on.

    Every text stands as it is to be read; `digest` is the whole digest of the roster (지문), so
    that it can be held against the one that was published.
    """

    selected: bool
    facts: tuple[Fact, ...]
    reason: str = ""
    """Why others came before, one sentence; empty for the selected."""
    reason_clause: str = ""
    steps: tuple[Fact, ...] = ()
    """What the selected must do next, in its order: its name, and until when or how."""
    notes: tuple[str, ...] = ()
    basis: str
    """The roster and the draw, with their days."""
    digest: str
    keeps: str
    """How long the data are kept after this letter."""
    clauses: tuple[str, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    notified_by: str = ""
    """The law that says how to object must be told; empty where the notice knows no remedies."""
