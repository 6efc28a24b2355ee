"""The words of 통지 about many requests at once."""

from ipju.services.office import Changes
from ipju.services.request_lists import Lapsed
from ipju.ui.screens.letters.words import lapsed_words


def test_papers_for_points_that_never_came_are_told_and_refuse_nobody() -> None:
    lapsed = Lapsed(requests=(), proposed=2, kept=1, failed=(), stopped=False, changes=Changes())
    assert lapsed_words(lapsed) == (
        "pas",
        "0건을 정리하고 2건을 부적격으로 올렸습니다. "
        "1건은 가점 서류만 모자라 올리지 않았습니다(그 가점은 없음).",
    )
