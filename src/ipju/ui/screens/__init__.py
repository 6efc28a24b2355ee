"""Screens: one place or one view of a case each; they show and ask, they keep nothing."""
