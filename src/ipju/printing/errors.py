"""What can go wrong on the way to paper, each with a sentence staff can act on."""

from pathlib import Path


class PrintError(ValueError):
    """A page cannot be drawn as asked; the message is Korean and names the value."""


class FormFileError(PrintError):
    """A form file is not what the programme understands; names file, line and key."""

    def __init__(self, path: Path, line: int, key: str, reason: str) -> None:
        super().__init__(f"서식 파일 {path}, {line}행, '{key}': {reason}")
        self.path = path
        self.line = line
        self.key = key
        self.reason = reason
