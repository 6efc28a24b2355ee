"""The desk: the only room with Qt."""

from ipju.ui.none_floor import hold_none

hold_none()
