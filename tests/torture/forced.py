"""Errors to be forced: the people they are forced upon, and the register of all kinds."""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.editing import Edit
from ipju.domain.person import Person
from ipju.services.exchange import dump_case
from ipju.services.office import Office
from ipju.services.open_case import add_case, reread_case
from ipju.services.record import record
from ipju.storage.store import Store
from tests.torture.offices import people_of

SURNAMES = ("제갈", "남궁", "선우", "독고", "황보")
RARE = "쁠쩝뤼켸뵈쉔튑쫑뀐휏"
"""Syllables that no message holds by chance."""


@dataclass
class Scene:
    """One invented person in an office, and what must not be read anywhere."""

    office: Office
    folder: Path
    case: Case
    name: str
    rrn: str
    phone: str
    address: str
    dice: random.Random
    made: list[Path] = field(default_factory=list)

    @property
    def person(self) -> Person:
        return self.case.people[0]

    @property
    def store(self) -> Store:
        assert isinstance(self.office.store, Store)
        return self.office.store

    def secrets(self) -> tuple[str, ...]:
        """Return everything that tells of this person, as it may be written."""
        return (
            self.name,
            unicodedata.normalize("NFD", self.name),
            self.name.encode("unicode_escape").decode(),
            self.rrn,
            f"{self.rrn[:6]}-{self.rrn[6:]}",
            self.rrn[6:],
            self.phone,
            self.phone.replace("-", ""),
            self.address,
            self.address.rpartition(" ")[2],
        )

    def any_secret(self) -> str:
        """Return one of them as it could be typed into a wrong place."""
        return self.dice.choice((self.name, self.rrn, self.phone, self.address))

    def file(self, content: str | bytes, suffix: str = ".json") -> Path:
        """Write what somebody hands in; the name of the file tells nothing."""
        path = self.folder / f"in-{len(self.made)}{suffix}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.made.append(path)
        return path

    def raw(self) -> dict[str, Any]:
        return dump_case(self.case)


type_of_act = Callable[[Scene], object]
FORCED: list[type_of_act] = []


def forced(act: type_of_act) -> type_of_act:
    """Enter an act that must go wrong."""
    FORCED.append(act)
    return act


def scene_in(office: Office, folder: Path, dice: random.Random, number: int) -> Scene:
    (case,) = people_of(1, 1000 + number)
    name = dice.choice(SURNAMES) + "".join(dice.sample(RARE, 2))
    rrn = f"99{dice.randint(1, 12):02}{dice.randint(1, 28):02}1{dice.randint(100000, 999999)}"
    phone = f"010-{dice.randint(2000, 9999)}-{dice.randint(1000, 9999)}"
    address = f"서울특별시 예시구 견본로 2, {name[2:]}빌라{dice.randint(100, 999)}호"
    person = replace(case.people[0], name=name, rrn=rrn, birth=None)
    case = replace(
        case,
        number="",
        people=(person, *case.people[1:]),
        phone=phone,
        address=address,
        email=f"{phone[-4:]}@example.com",
    )
    stored = add_case(office, case).case
    return Scene(office, folder, stored, name, rrn, phone, address, dice)


def edit(scene: Scene, name: str, before: object, after: object) -> Edit:
    now = reread_case(scene.office, scene.case.id)
    return Edit(path=(name,), before=getattr(now, name) if before == "" else before, after=after)


def put(scene: Scene, path: tuple[str | UUID, ...], after: object, before: object) -> object:
    edit = Edit(path=path, before=before, after=after)
    return record(scene.office, scene.case.id, [edit])
