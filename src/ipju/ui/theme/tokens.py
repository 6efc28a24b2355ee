"""The one table of colours, sizes and type steps behind every widget.

Each colour role has a light and a dark value; contrast was measured so that every text
pair reaches 4.5:1 and every control border 3:1 in both modes. Widgets ask a `Theme` for
a role by name and never write a hex value of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

ThemeName = Literal["light", "dark"]

# Each role with its light and its dark value.
COLOURS: Final[Mapping[str, tuple[str, str]]] = {
    "window": ("#ECEFF2", "#11151A"),
    "surface": ("#FFFFFF", "#191E25"),
    "panel": ("#F6F7F9", "#151A20"),
    "sunken": ("#EEF1F4", "#20262E"),
    "hover": ("#E3E7EC", "#232A33"),
    "line": ("#DADFE5", "#2B333D"),
    "keyline": ("#C3CAD3", "#414C59"),
    "line2": ("#7F8997", "#6F7B8A"),
    "ink": ("#17202B", "#E6EAEF"),
    "ink2": ("#424D5B", "#BBC4CE"),
    "ink3": ("#5A6675", "#96A1AE"),
    "accent": ("#1B5AA6", "#82B4EE"),
    "accenthover": ("#164C8D", "#9CC4F2"),
    "onaccent": ("#FFFFFF", "#0B1624"),
    "accentbg": ("#E4EDF8", "#1C2E45"),
    "pas": ("#0A6655", "#63C6AE"),
    "pasbg": ("#E4F2EE", "#15302A"),
    "fail": ("#B0241C", "#FF9185"),
    "failbg": ("#FCEBE9", "#3B201E"),
    "rev": ("#7F4B00", "#E6B450"),
    "revbg": ("#FBF0D9", "#33290F"),
    "c1": ("#5B7796", "#6F8BAB"),
    "c2": ("#93A9C1", "#4B627C"),
    "c3": ("#1B5AA6", "#82B4EE"),
    "onc1": ("#FFFFFF", "#0B1624"),
    "onc2": ("#17202B", "#FFFFFF"),
    "onc3": ("#FFFFFF", "#0B1624"),
    "toast": ("#1A212B", "#E6EAEF"),
    "ontoast": ("#FFFFFF", "#17202B"),
}

# Pixel sizes at 100 %; Qt scales the whole window above that.
BODY: Final = 13
STRONG: Final = 15
TITLE: Final = 19
FIGURE: Final = 24
BADGE: Final = 11
# Noto Sans KR is tall; one-line labels are pinned to these line heights.
LINE_HEIGHT: Final[Mapping[int, int]] = {BADGE: 16, BODY: 18, STRONG: 22, TITLE: 27, FIGURE: 34}

STEP: Final = 4
FORM_MARGIN: Final = 20
FORM_MARGIN_COMPACT: Final = 14
PANEL_MARGIN: Final = 12
FIELD_GAP_X: Final = 16
FIELD_GAP_Y: Final = 10
LABEL_GAP: Final = 2

RADIUS: Final = 4
RADIUS_CHIP: Final = 3
RADIUS_TOAST: Final = 6

TOP_BAR: Final = 42
CASE_HEADER: Final = 62
CASE_HEADER_COMPACT: Final = 48
SECTION_ROW: Final = 32
RAIL_WIDTH: Final = 76
RAIL_ITEM: Final = 58
RAIL_ITEM_COMPACT: Final = 55
CONTROL: Final = 30
TABLE_HEAD: Final = 28
ROW_ONE: Final = 26
ROW_TWO: Final = 42
ROW_NAME: Final = 46
GROUP_HEAD: Final = 24
PANEL_FOOTER: Final = 58
CHIP: Final = 20
MARK: Final = 15
ICON: Final = 16
ICON_RAIL: Final = 20
EDGE: Final = 3
RING: Final = 2

COMPACT_BELOW: Final = 1100  # window widths under this use the compact forms of the parts
FLASH_MS: Final = 400
TOAST_MS: Final = 8000
SETTLE_MS: Final = 12  # a search starts within one frame of the key
