"""Keyrings as operating systems have them, in memory: what can't run on a machine without one."""

from keyring.backend import KeyringBackend


class SystemKeyring(KeyringBackend):
    """A keyring like the system's. `broken` is raised by every call, as locked ones do."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.broken: type[BaseException] | None = None
        self.forgetful = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.broken:
            raise self.broken
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.broken:
            raise self.broken
        if not self.forgetful:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.broken:
            raise self.broken
        del self.kept[service, username]


SystemKeyring.__module__ = "keyring.backends.SecretService"


class PlainKeyring(SystemKeyring):
    """A keyring that keeps secrets in a plain file, as some packages silently install."""


PlainKeyring.__module__ = "keyrings.alt.file"
