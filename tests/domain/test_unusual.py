"""Cases of one building are told by their addresses, however the flat is written."""

import pytest

from ipju.domain.unusual import UnusualKind, building_of

PLACE = "서울특별시 예시구 견본로 12"


@pytest.mark.parametrize(
    "address",
    [
        PLACE,
        f"  {PLACE.replace(' ', '  ')} ",
        f"{PLACE}, 103동 402호",
        f"{PLACE} 103동 402호",
        f"{PLACE} (예시동)",
        f"{PLACE} 402호 (예시동, 견본아파트)",
        f"{PLACE} B01호",
        f"{PLACE} 지하1층",
    ],
)
def test_flats_of_one_building_share_it(address: str) -> None:
    assert building_of(address) == PLACE


@pytest.mark.parametrize("address", ["", "서울특별시 예시구", "103동 402호", "(예시동 12)"])
def test_no_building_is_made_up_of_a_vague_address(address: str) -> None:
    assert building_of(address) == ""


def test_another_number_is_another_building() -> None:
    assert building_of(f"{PLACE}-1, 402호") != building_of(f"{PLACE}, 402호")
    assert building_of("서울특별시 예시구 견본동 12-3 402호") == "서울특별시 예시구 견본동 12-3"


def test_every_kind_has_its_word() -> None:
    assert all(one.label for one in UnusualKind)
