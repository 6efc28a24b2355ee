"""Spreadsheets by their kind: what a file is shows in its first bytes, not in its name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ipju.domain.spreadsheet import Book, UnreadableBook, WriteSheet

LARGEST: Final = 100 * 1024 * 1024
"""Bytes of a file that is read at all; 100,000 applications with every column take a fifth."""

_ZIP: Final = b"PK\x03\x04"
_COMPOUND: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MARK: Final = b"\xef\xbb\xbf"
_PLAIN: Final = (".csv", ".txt", ".tsv")


class ExcelBooks:
    """Reads .xlsx and .csv and writes .xlsx, behind the port `Spreadsheets`."""

    def read(self, path: Path) -> Book:
        """Return the sheets of a file, every row of them, hidden ones too.

        UnreadableBook (Korean) for a file that is locked, of another kind, damaged or too large.
        """
        beginning = _beginning(path)
        if beginning.startswith(_ZIP):
            from ipju.excel.workbook import read_workbook

            return read_workbook(path)
        if beginning.startswith(_COMPOUND):
            raise UnreadableBook(_compound_words(path, _whole(path)))
        if beginning.removeprefix(_MARK).lstrip()[:1] == b"<":
            raise UnreadableBook(
                f"{path.name}: 이름만 엑셀이고 속은 웹 페이지인 파일입니다. "
                "엑셀에서 열어 'Excel 통합 문서(.xlsx)'로 저장한 뒤 다시 고르세요."
            )
        if path.suffix.lower() not in _PLAIN:
            raise UnreadableBook(
                f"{path.name}: 엑셀 파일이 아니거나 손상되었거나 보안 프로그램이 잠갔습니다. "
                "엑셀에서 열리는지 보고 'Excel 통합 문서(.xlsx)'로 저장한 뒤 다시 고르세요."
            )
        from ipju.excel.delimited import read_delimited

        return read_delimited(path)

    def write(self, path: Path, sheets: Sequence[WriteSheet]) -> Path:
        """Write a workbook whole or not at all; returns where it lies.

        OSError when the folder is missing, read-only or full; ValueError (Korean) when a cell or
        a sheet holds more than Excel takes. An older file of the name then stays as it was.
        """
        from ipju.excel.writing import write_workbook

        return write_workbook(path, sheets)


def _beginning(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableBook(
                f"{path.name}: 파일이 너무 큽니다({LARGEST // 1024 // 1024}MB까지 읽습니다). "
                "필요한 시트만 남기거나 나누어 저장한 뒤 다시 고르세요."
            )
        with path.open("rb") as file:
            beginning = file.read(512)
    except OSError:
        raise UnreadableBook(
            f"{path.name}: 파일을 열지 못했습니다. 엑셀에서 열려 있으면 닫고, "
            "파일이 그 자리에 있는지 확인하세요."
        ) from None
    if not beginning.strip(b"\x00 \t\r\n"):
        raise UnreadableBook(f"{path.name}: 빈 파일입니다. 다시 내려받아 고르세요.")
    return beginning


def _whole(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise UnreadableBook(f"{path.name}: 파일을 읽지 못했습니다. 다시 고르세요.") from None


def _compound_words(path: Path, content: bytes) -> str:
    """Tell a workbook with a password from one of the old kind; both begin alike."""
    if _ENCRYPTED in content:
        return (
            f"{path.name}: 암호가 걸린 파일입니다. 엑셀에서 '파일 > 정보 > 통합 문서 보호 > "
            "암호 설정'의 암호를 지우고 저장한 뒤 다시 고르세요."
        )
    return (
        f"{path.name}: 오래된 엑셀 형식(.xls)입니다. 엑셀에서 열어 "
        "'Excel 통합 문서(.xlsx)'로 저장한 뒤 다시 고르세요."
    )
