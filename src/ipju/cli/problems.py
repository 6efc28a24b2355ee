"""What went wrong, as one line in Korean: file, place, reason. Never a traceback."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "파일이나 폴더가 없습니다. 이름과 폴더를 확인하세요.",
    errno.EACCES: "권한이 없습니다. 파일과 폴더의 권한을 확인하세요.",
    errno.EPERM: "권한이 없습니다. 파일과 폴더의 권한을 확인하세요.",
    errno.EISDIR: "폴더입니다. 파일 이름을 적으세요.",
    errno.ENOTDIR: "폴더가 아닌 것이 길 가운데에 있습니다. 이름을 확인하세요.",
    errno.EEXIST: "같은 이름의 파일이 있습니다. 다른 이름을 적으세요.",
    errno.ENOSPC: "디스크에 자리가 없습니다. 자리를 비운 뒤 다시 하세요.",
    errno.EROFS: "읽기만 되는 디스크입니다. 다른 폴더를 고르세요.",
    errno.ENAMETOOLONG: "이름이 너무 깁니다. 짧게 적으세요.",
}


class BadCommand(ValueError):
    """The input of a verb is bad; the text says file, place and reason."""


def reason_of(error: OSError) -> str:
    """Return why a file could not be read or written, and what to do."""
    if error.errno is None:
        return str(error)
    return _REASONS.get(error.errno, "파일을 읽거나 쓰지 못했습니다. 디스크와 폴더를 확인하세요.")


def spoken(error: OSError) -> str:
    """Return the whole line for an error of the system."""
    return f"{error.filename}: {reason_of(error)}" if error.filename else reason_of(error)
