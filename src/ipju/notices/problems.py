"""What is wrong with a notice file, said so that it can be found and mended."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault: file name, line from 1 (0 = the file as a whole), dotted key, Korean message."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file} {self.line}줄" if self.line else self.file
        return f"{place} {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class NoticeError(ValueError):
    """A notice file that can't be used; `problems` holds every fault, in the order of lines."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems; the text of the error is one line each."""
        self.problems = problems
        super().__init__("\n".join(str(one) for one in problems))
