"""What one torture came to: how many were wanted, done, and found bad."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One row of the table: `bad` names what went wrong (a few of it), `figure` what must hold."""

    id: str
    what: str
    figure: str
    done: int
    bad: tuple[str, ...] = ()
    words: str = ""

    @property
    def reached(self) -> bool:
        """Whether something was done and nothing went wrong."""
        return self.done > 0 and not self.bad
