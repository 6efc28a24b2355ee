"""Names on public lists: one syllable hidden."""

import pytest

from ipju.domain.masking import masked_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("홍길동", "홍*동"),
        ("김철", "김*"),
        ("남궁예시", "남궁*시"),
        ("김 예시", "김*시"),
        ("별", "*"),
        ("NGUYEN VAN A", "N***** V** A"),
        ("   ", ""),
    ],
)
def test_one_syllable_of_a_name_is_hidden(name: str, shown: str) -> None:
    assert masked_name(name) == shown
