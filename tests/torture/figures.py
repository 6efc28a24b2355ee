"""How often each torture is done: by `make torture`, and in the quick run of `make test`."""

FIGURES = {
    "T1": ("t01", 500, 12),
    "T2": ("t02", 60, 15),
    "T3": ("t03", 1000, 40),
    "T4": ("t04", 200, 60),
    "T5": ("t05", 500, 15),
    "T6": ("t06", 2000, 60),
    "T7": ("t07", 1000, 60),
    "T8": ("t08", 20_500, 800),
    "T9": ("t09", 30, 30),
    "T10": ("t10", 10, 1),
    "T11": ("t11", 100, 6),
    "T12": ("t12", 1000, 40),
    "T13": ("t13", 200, 9),
    "T14": ("t14", 10_000, 500),
}
"""By id: the module, the full count, the quick count."""
