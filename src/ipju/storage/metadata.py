"""The one list that every table of the store joins."""

from __future__ import annotations

from sqlalchemy import MetaData

METADATA = MetaData()
