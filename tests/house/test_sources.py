"""What is read off the files themselves: addresses, sizes, imports, left-overs."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
CORE = sorted(
    path for room in ("domain", "rules") for path in (ROOT / "src" / "ipju" / room).rglob("*.py")
)
# Put together here, so that this file names none of them either.
REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("conda", "anaconda", "org"),
    )
]


def tracked() -> list[Path]:
    """Every file of the project that git knows or would add, fonts and pictures left out."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    paths = [ROOT / name for name in names if name]
    return [p for p in paths if p.is_file() and p.suffix not in {".ttf", ".png", ".ico", ".icns"}]


def test_the_locks_name_no_address_and_hash_everything() -> None:
    locks = sorted((ROOT / "requirements").iterdir())
    assert {lock.name for lock in locks} == {"dev.txt", "run.txt"}
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        pins = re.findall(r"^[A-Za-z0-9].*?(?=^[A-Za-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)
        assert len(pins) > 20
        for pin in pins:
            assert re.match(r"[a-z0-9.-]+==\S+", pin), pin
            assert "--hash=sha256:" in pin, pin


def test_what_runs_is_pinned_alike_for_developers() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        return set(re.findall(r"^[a-z0-9.-]+==\S+", text, re.MULTILINE))

    assert pins("run.txt") < pins("dev.txt")


def test_every_dependency_of_the_project_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    for requirement in project["dependencies"]:
        assert "://" not in requirement
        name = requirement.partition("==")[0].lower()
        assert re.search(rf"^{re.escape(name)}==", lock, re.MULTILINE), name


def test_no_file_names_a_registry_host() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in tracked()
        for host in REGISTRY_HOSTS
        if host in path.read_text(encoding="utf-8", errors="replace").lower()
    ]
    assert found == []


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_domain_and_rules_import_the_standard_library_only(path: Path) -> None:
    roots = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            roots |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            roots.add((node.module or "").partition(".")[0])
    assert roots - {"ipju"} <= sys.stdlib_module_names
    # Both would let a fraction of a won decide, or the day of the test.
    assert not roots & {"random", "time", "sqlite3"}


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_no_float_decides_anything(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    floats = [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]
    assert floats == []


def test_no_room_is_nameless_and_no_file_is_two() -> None:
    nameless = {"utils.py", "helpers.py", "common.py", "manager.py"}
    assert [path for path in SOURCES if path.name in nameless] == []
    long = {
        str(path.relative_to(ROOT)): count
        for path in SOURCES
        # A migration is a schema written out once, a list that nobody edits.
        if "versions" not in path.parts
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_nothing_is_left_over_and_no_check_is_switched_off() -> None:
    words = "|".join(("TO" + "DO", "FIX" + "ME", "type: " + "ignore", "no" + "qa", "no " + "cover"))
    pattern = re.compile(rf"#.*\b({words})\b")
    paths = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_no_notice_and_no_operator_is_named_in_the_code() -> None:
    """What differs between notices is data: the code can't ask which one it has."""
    named: set[str] = set()
    for path in sorted((ROOT / "resources" / "notices").glob("*/notice.toml")):
        notice = tomllib.loads(path.read_text(encoding="utf-8"))
        named |= {notice["id"], notice["operator"], notice["office"]["name"]}
        named |= {one["name"] for one in notice.get("buildings", ())}
    assert len(named) > 4
    found = {
        f"{path.relative_to(ROOT)}: {one}"
        for path in SOURCES
        for one in named
        if one in path.read_text(encoding="utf-8")
    }
    assert found == set()
