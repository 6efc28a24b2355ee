"""Print models for the post: address labels (주소 라벨)."""

from dataclasses import dataclass

from ipju.domain.printed import Recipient


@dataclass(frozen=True, kw_only=True)
class AddressLabel:
    """One label. `reference` tells the office whose letter it is (접수번호), below the name."""

    recipient: Recipient
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class AddressLabels:
    """Labels for sheets of A4 with fourteen places (99.1 × 38.1 mm), in their order.

    `skipped` leaves the first places of the first sheet empty, where a sheet was begun.
    """

    title: str
    labels: tuple[AddressLabel, ...]
    skipped: int = 0
    practice: bool = False
