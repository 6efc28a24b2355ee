"""What went wrong, as one line in Korean: file, place, reason. Never a traceback."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType

TRACE = "IPJU_TRACE"
"""Set, this variable of the environment shows where in the program a fault lies."""

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


def unexpected(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Tell of a fault of the program in one line: what `sys.excepthook` calls."""
    if os.environ.get(TRACE):
        print("\n".join(whereabouts(error, trace)), file=sys.stderr)
    else:
        print(
            f"프로그램의 잘못으로 멈췄습니다({kind.__name__}). 저장한 것은 그대로입니다. "
            f"{TRACE}=1을 붙여 다시 하면 자세한 내용이 나옵니다. 그것을 관리자에게 알리세요.",
            file=sys.stderr,
        )


def whereabouts(error: BaseException, trace: TracebackType | None) -> Iterator[str]:
    """Yield where in the program an error arose, and of what kind it and its causes are.

    Never what it says: the message of a fault nobody thought of may hold a name or a number.
    """
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from whereabouts(cause, cause.__traceback__)
        yield ""
    for frame in traceback.extract_tb(trace):
        yield f"  {frame.filename}:{frame.lineno} {frame.name}"
    yield f"{type(error).__module__}.{type(error).__qualname__}"
