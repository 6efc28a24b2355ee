"""An office's keys in a folder, and how tests make, open and spoil them."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from ipju import bootstrap
from ipju.storage import keys, vault
from ipju.storage.vault import Vault

WORDS = bootstrap.recovery_words()
RIGHT = "예시 비밀번호"
WRONG = "다른 비밀번호"
LOGIN = "kim"


def founded(folder: Path, account: UUID | None = None) -> Vault:
    recovery = bootstrap.new_recovery_key()
    return vault.found_vault(folder, account or uuid4(), LOGIN, RIGHT, recovery, WORDS)


def opened(folder: Path, password: str = RIGHT, login: str = LOGIN) -> bytes:
    return vault.open_vault(folder, login, password, WORDS)[0].key


def on_disk(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / keys.SLOTS_FILE).read_text(encoding="utf-8"))
    return content


def write(folder: Path, content: object) -> None:
    (folder / keys.SLOTS_FILE).write_text(json.dumps(content), encoding="utf-8")
