"""The sheet of the recovery key (복구 열쇠), printed while the office is being founded."""

from __future__ import annotations

from datetime import date

from ipju.domain.keys import RecoveryKey
from ipju.domain.printed_office import RecoverySheet, WordRow
from ipju.services.ports import Printer

_COLUMNS = 3


def recovery_sheet(printer: Printer, key: RecoveryKey, office_name: str, on: date) -> bytes:
    """Return the PDF of a recovery key: its words in reading order, its code as QR.

    No service with `may`: at the first start there is no office yet, and nobody to ask for.
    """
    words = [f"{number}. {word}" for number, word in enumerate(key.words, 1)]
    words += [""] * (-len(words) % _COLUMNS)
    rows = tuple(
        WordRow(first=words[at], second=words[at + 1], third=words[at + 2])
        for at in range(0, len(words), _COLUMNS)
    )
    return printer.render(
        RecoverySheet(
            office=office_name, made_on=on, code=key.code, count=len(key.words), words=rows
        )
    )
