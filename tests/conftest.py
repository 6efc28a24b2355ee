"""What holds for every test: no stray log record, and no test that depends on the clock."""

import logging
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# A slow machine is no fault of the property under test. The same commit tries the same examples,
# so that a red run is about the change; `--hypothesis-profile=search` looks for new ones.
_EVERYWHERE = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow],
    "print_blob": True,
}
settings.register_profile("ipju", **_EVERYWHERE, derandomize=True)
settings.register_profile("search", **_EVERYWHERE, max_examples=500)
settings.load_profile("ipju")


@pytest.fixture(autouse=True)
def no_stray_log_record(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning or worse; one that expects it says so and clears it."""
    yield
    stray = [
        f"{record.name}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    if stray:
        pytest.fail("stray log records: " + "; ".join(stray))
