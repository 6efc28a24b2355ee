"""Subset Noto Sans KR to what Korean office papers need, keeping TrueType outlines.

usage: python scripts/subset_font.py INPUT_FOLDER [OUTPUT_FOLDER]

INPUT_FOLDER is the unpacked npm package ``@expo-google-fonts/noto-sans-kr`` (0.4.3):
``npm pack`` it and untar it. Needs fonttools, which the programme itself does not. Writes
``NotoSansKR-Regular.ttf``, ``NotoSansKR-Bold.ttf`` and ``OFL.txt``.
"""

import shutil
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}

#: Shown on screen or on paper, yet outside KS X 1001. Where the font lacks one it is left out.
EXTRA = (
    "–—−·•…≤≥≠≈×÷±㎡㎥%‰‘’“”‹›₩€←↑→↓↔⇒△▲▽▼◁◀▷▶○●◎□■◇◆☆★☎☏✓✔✕✗※"
    "〈〉《》「」『』【】〔〕㈜™\u00a0\u200b"
)


def repertoire() -> set[int]:
    """Return the code points to keep: all Hangul syllables and jamo, KS X 1001, Latin-1."""
    keep = set(range(0xAC00, 0xD7A4)) | set(range(0x20, 0x7F)) | set(range(0xA0, 0x100))
    keep |= set(range(0x3131, 0x318F))
    for lead in range(0xA1, 0xFF):
        for trail in range(0xA1, 0xFF):
            try:
                keep.add(ord(bytes((lead, trail)).decode("euc_kr")))
            except UnicodeDecodeError:
                continue
    return keep | {ord(character) for character in EXTRA}


def make(source: Path, target: Path) -> None:
    """Write the subset of the font file `source` to `target`."""
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.hinting = False
    options.drop_tables += ["vhea", "vmtx", "BASE", "STAT"]
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=repertoire())
    subsetter.subset(font)
    font.save(target)


def main(arguments: list[str]) -> int:
    """Make both weights and copy the licence; return the exit code."""
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    source = Path(arguments[0])
    target = Path(arguments[1] if len(arguments) > 1 else "resources/fonts")
    target.mkdir(parents=True, exist_ok=True)
    for weight, folder in WEIGHTS.items():
        out = target / f"NotoSansKR-{weight}.ttf"
        make(source / folder / f"NotoSansKR_{folder}.ttf", out)
        print(f"{out}: {out.stat().st_size / 1e6:.1f} MB, {len(TTFont(out).getBestCmap())} signs")
    shutil.copyfile(source / "LICENSE_FONT", target / "OFL.txt")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
