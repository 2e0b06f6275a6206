"""Whoever reads which packages are used, and why, reads of every one in its locked version."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKED = re.compile(r"^([\w-]+)==([\w.]+)", re.MULTILINE)
ROW = re.compile(r"^\| ([\w-]+) \| ([\d.]+) \| [^|]+ \| [^|]+ \| [^|]+ \|$", re.MULTILINE)


def test_every_dependency_has_its_line_with_purpose_reason_and_licence() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"], "uv"]
    locked = locked_versions("requirements.lock") | locked_versions("packaging/installer.lock")
    names = [re.split(r"[^\w-]", requirement)[0] for requirement in wanted]
    assert dict(ROW.findall(read("docs/dependencies.md"))) == {n: locked[n] for n in names}


def locked_versions(path: str) -> dict[str, str]:
    """Versions by name; of several for one name, the one for the oldest Python."""
    return dict(reversed(LOCKED.findall(read(path))))


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")
