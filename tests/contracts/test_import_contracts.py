"""Each import contract in pyproject.toml catches the import it is there to forbid."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
HOUSE = "src/venue_kiosk"

FORBIDDEN = [
    ("layers", {f"{HOUSE}/domain/stray.py": "import venue_kiosk.services"}, "venue_kiosk.services"),
    ("layers", {f"{HOUSE}/stray.py": ""}, "stray"),
    ("pure", {f"{HOUSE}/services/stray.py": "import sqlcipher3"}, "sqlcipher3"),
    (
        "pure",
        {
            f"{HOUSE}/services/stray.py": "import venue_kiosk.config",
            f"{HOUSE}/config.py": "import click",
        },
        "venue_kiosk.config -> click",
    ),
    ("plugins-use-api", {"plugins/stray/desk.py": "import venue_kiosk.errors"}, "plugins.stray"),
    (
        "plugins-independent",
        {"plugins/stray/desk.py": "import plugins.other.rule", "plugins/other/rule.py": ""},
        "plugins.stray.desk -> plugins.other.rule",
    ),
    (
        "hooks-without-screen",
        {
            "plugins/stray/hooks.py": "import plugins.stray.desk",
            "plugins/stray/desk.py": "import textual",
        },
        "plugins.stray.desk -> textual",
    ),
    (
        "no-cycles",
        {
            f"{HOUSE}/domain/stray.py": "import venue_kiosk.domain.other",
            f"{HOUSE}/domain/other.py": "import venue_kiosk.domain.stray",
        },
        "stray",
    ),
    ("pluggy-behind-host", {f"{HOUSE}/ui/stray.py": "import pluggy"}, "venue_kiosk.ui.stray"),
    (
        "chosen-once",
        {f"{HOUSE}/ui/stray.py": "import venue_kiosk.adapters.system"},
        "venue_kiosk.ui.stray",
    ),
]


@pytest.mark.parametrize(("contract", "strays", "named"), FORBIDDEN)
def test_a_forbidden_import_is_caught_and_named(
    tmp_path: Path, contract: str, strays: dict[str, str], named: str
) -> None:
    copy_modules(tmp_path)
    before = lint_imports(tmp_path, contract)
    for path, line in strays.items():
        add_line(tmp_path / path, line)
    after = lint_imports(tmp_path, contract)
    assert named not in before.stdout
    assert named in after.stdout
    assert after.returncode == 1, after.stdout


def copy_modules(folder: Path) -> None:
    for top in ("src", "plugins"):
        for module in (ROOT / top).rglob("*.py"):
            target = folder / module.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(module, target)
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")


def add_line(module: Path, line: str) -> None:
    module.parent.mkdir(exist_ok=True)
    (module.parent / "__init__.py").touch()
    text = module.read_text(encoding="utf-8") if module.exists() else '"""A stray."""\n'
    module.write_text(f"{text}{line}\n", encoding="utf-8")


def lint_imports(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    run = "from importlinter.cli import lint_imports_command as run; run()"
    return subprocess.run(
        [sys.executable, "-c", run, "--no-cache", "--contract", contract],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
