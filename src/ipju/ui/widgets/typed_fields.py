"""Text, money, date, count, area and share fields. Contract: see `field`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtWidgets import QWidget

from ipju.ui.widgets.field import TypedField
from ipju.ui.widgets.reading import (
    Unreadable,
    read_area,
    read_count,
    read_date,
    read_money,
    read_share,
    write_area,
    write_date,
    write_money,
    write_share,
)


class TextField(TypedField):
    """Free text on one line; surrounding blanks are dropped when the field is left.

    `check` returns a Korean reason to refuse the text, or None. Empty is None.
    """

    def __init__(
        self,
        label: str,
        *,
        check: Callable[[str], str | None] | None = None,
        placeholder: str = "",
        help_text: str = "",
        required: bool = False,
        max_length: int = 200,
        parent: QWidget | None = None,
    ) -> None:
        def read(text: str) -> object:
            trimmed = text.strip()
            reason = check(trimmed) if check is not None and trimmed else None
            if reason:
                raise Unreadable(reason)
            return trimmed or None

        super().__init__(
            label,
            read,
            str,
            placeholder=placeholder,
            help_text=help_text,
            required=required,
            parent=parent,
        )
        self.input.setMaxLength(max_length)

    def value(self) -> str | None:
        """The text, or None when empty or refused."""
        return cast("str | None", self._value())


class MoneyField(TypedField):
    """Whole won, right-aligned. `402만` shows `= 4,020,000원` and becomes it on leaving."""

    def __init__(
        self,
        label: str,
        *,
        help_text: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            label,
            read_money,
            lambda value: write_money(cast(int, value)),
            echoes=True,
            right=True,
            help_text=help_text,
            required=required,
            parent=parent,
        )

    def value(self) -> int | None:
        """Won, or None when empty or unreadable."""
        return cast("int | None", self._value())


class DateField(TypedField):
    """A calendar day. Two-digit years lie in the hundred years ending with `newest_year`

    (give the current year for birth dates). `set_boundary` says that the day is a limit.
    """

    def __init__(
        self,
        label: str,
        *,
        newest_year: int = 2049,
        help_text: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            label,
            lambda text: read_date(text, newest_year),
            lambda value: write_date(cast(date, value)),
            echoes=True,
            help_text=help_text,
            required=required,
            parent=parent,
        )
        self._plain_help = help_text

    def value(self) -> date | None:
        """The day, or None when empty or unreadable."""
        return cast("date | None", self._value())

    def set_boundary(self, reason: str) -> None:
        """Show `경계일: reason` below, or the usual help with an empty reason."""
        if reason:
            self.set_help(f"경계일: {reason}", "rev")
        else:
            self.set_help(self._plain_help)


class IntField(TypedField):
    """A whole number between `minimum` and `maximum`, shown with `unit` (`명`, `개월`)."""

    def __init__(
        self,
        label: str,
        *,
        unit: str = "",
        minimum: int = 0,
        maximum: int | None = None,
        help_text: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        def read(text: str) -> object:
            number = read_count(text)
            if number is not None and number < minimum:
                raise Unreadable(f"{minimum:,}{unit}보다 작을 수 없습니다.")
            if number is not None and maximum is not None and number > maximum:
                raise Unreadable(f"{maximum:,}{unit}보다 클 수 없습니다.")
            return number

        super().__init__(
            label,
            read,
            lambda value: f"{value:,}{unit}",
            right=True,
            help_text=help_text,
            required=required,
            parent=parent,
        )

    def value(self) -> int | None:
        """The number, or None when empty or unreadable."""
        return cast("int | None", self._value())


class AreaField(TypedField):
    """An area; the value is exact hundredths of a ㎡ (`52.30㎡` is 5230)."""

    def __init__(
        self,
        label: str,
        *,
        help_text: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            label,
            read_area,
            lambda value: write_area(cast(int, value)),
            echoes=True,
            right=True,
            help_text=help_text,
            required=required,
            parent=parent,
        )

    def value(self) -> int | None:
        """Hundredths of a ㎡, or None when empty or unreadable."""
        return cast("int | None", self._value())


class FractionField(TypedField):
    """A share (지분) such as `1/4`; the value is (part, whole) as the register writes it."""

    def __init__(
        self,
        label: str,
        *,
        help_text: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            label,
            read_share,
            lambda value: write_share(cast("tuple[int, int]", value)),
            help_text=help_text,
            required=required,
            parent=parent,
        )

    def value(self) -> tuple[int, int] | None:
        """(part, whole), or None when empty or unreadable."""
        return cast("tuple[int, int] | None", self._value())
