"""The fonts can write any Korean name and every sign the papers use."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfbase.ttfonts import TTFont as PaperFont

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
WEIGHTS = ["Regular", "Bold"]


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_syllable_and_sign_has_a_glyph(weight: str) -> None:
    with TTFont(FONTS / f"NotoSansKR-{weight}.ttf") as font:
        cmap = font.getBestCmap()
        assert "glyf" in font, "reportlab embeds TrueType outlines only"
    syllables = [code for code in range(0xAC00, 0xD7A4) if code not in cmap]
    assert syllables == []
    signs = "…–−·≤≥×÷㎡%「」『』【】①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮ⓐ㉠※→←↑↓☎㈜金李朴"
    assert [sign for sign in signs if ord(sign) not in cmap] == []


@pytest.mark.parametrize("weight", WEIGHTS)
def test_paper_can_measure_with_it(weight: str) -> None:
    font = PaperFont(f"probe-{weight}", FONTS / f"NotoSansKR-{weight}.ttf")
    assert font.stringWidth("가나다", 10) == pytest.approx(3 * font.stringWidth("뷁", 10))


def test_the_licence_lies_beside_the_fonts() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8").upper()
