"""The house stays readable and portable: sizes, broad excepts, SQL, loose ends, addresses."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")])
FOLDERS = (".ci", "benchmarks", "config", "docs", "packaging", "plugins", "src", "tests")

MAY_SWALLOW_ALL = {
    "src/venue_kiosk/cli/run.py",
    "src/venue_kiosk/plugin/discovery.py",
    "src/venue_kiosk/plugin/handing_over.py",
    "src/venue_kiosk/plugin/host.py",
    "src/venue_kiosk/ui/fault.py",
}
"""The edges where a fault becomes plain words; everywhere else it must travel on."""
SQL = re.compile(
    r"\b(SELECT\b.+\bFROM|INSERT( OR \w+)? INTO|UPDATE\b.+\bSET|DELETE FROM|REPLACE INTO"
    r"|(CREATE|DROP|ALTER)( UNIQUE| TEMP| VIRTUAL)* (TABLE|INDEX|TRIGGER|VIEW)|PRAGMA) ",
    re.DOTALL,
)
LOOSE_END = re.compile(r"\b(TO[D]O|FIX[M]E|X[X]X)\b")
ADDRESS = re.compile(
    r"pypi\.org|pythonhosted\.|npmjs\.|deb\.debian|(ftp|security|snapshot)\.debian\.org"
    r"|/(?:root|opt|srv|work|Users)/|[.](?:pyenv|asdf|nvm)\b"
)
"""Hosts of registries, and folders of the machine that somebody happened to work on."""


def test_no_module_is_longer_than_300_lines() -> None:
    modules = [path for path in text_files() if path.suffix == ".py"]
    assert [f"{name(path)}: {n}" for path in modules if (n := lines(path)) > 300] == []


def test_an_ordinary_module_is_short() -> None:
    assert median(lines(path) for path in SOURCES if lines(path) > 1) <= 90


def test_no_function_is_longer_than_50_lines() -> None:
    assert [where for where, length in functions() if length > 50] == []


def test_an_ordinary_function_is_short() -> None:
    assert median(length for _, length in functions()) <= 8


def test_only_the_edges_swallow_any_error() -> None:
    found = {
        f"{name(path)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ExceptHandler) and swallows_all(node)
    }
    assert {place for place in found if place.split(":")[0] not in MAY_SWALLOW_ALL} == set()


def test_sql_lives_in_the_storage_and_in_the_store_of_a_plugin() -> None:
    elsewhere = [
        path
        for path in SOURCES
        if "venue_kiosk/storage/" not in path.as_posix() and path.name != "store.py"
    ]
    assert [where for path in elsewhere for where in statements(path)] == []


@pytest.mark.parametrize("pattern", [LOOSE_END, ADDRESS], ids=["loose ends", "addresses"])
def test_no_file_holds(pattern: re.Pattern[str]) -> None:
    found = [
        f"{name(path)}:{number}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


def test_no_two_test_modules_share_a_name() -> None:
    """Without packages among the tests, one of the two would never run."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))


def text_files() -> Iterator[Path]:
    top = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
    for path in [*top, *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))]:
        if path.is_file() and "__pycache__" not in path.parts and is_text(path):
            yield path


def is_text(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(4096)
    return b"\0" not in start


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions() -> list[tuple[str, int]]:
    """Every function of the product, with its lines from ``def`` to its end."""
    return [
        (f"{name(path)}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for path in SOURCES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def swallows_all(handler: ast.ExceptHandler) -> bool:
    """Say whether it catches any error and does not end by raising that error again."""
    last = handler.body[-1]
    if isinstance(last, ast.Raise) and last.exc is None:
        return False
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"})
        for kind in caught
    )


def statements(path: Path) -> list[str]:
    return [
        f"{name(path)}:{node.lineno}"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    ]
