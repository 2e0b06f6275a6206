"""Whoever opens the screens waits for what they show, not for libraries of later work."""

import subprocess
import sys

import pytest

SCREENS = """
import sys
from venue_kiosk.bootstrap import Installation
import venue_kiosk.__main__, venue_kiosk.cli.open_screens
from venue_kiosk.plugin.discovery import load_module
folder = Installation.find().plugins_folder
names = [each.name for each in Installation.find().read_config().plugins]
for name in names:
    load_module(folder / name, "hooks")
    if (folder / name / "ui.py").exists():
        load_module(folder / name, "ui")
print(*sys.modules)
"""
LATER = ["cv2", "email.message", "numpy", "pypdfium2", "pyzbar", "python_calamine", "qrcode",
         "resvg_py", "typst", "zxingcpp"]  # fmt: skip


@pytest.fixture(scope="module")
def loaded():
    done = subprocess.run([sys.executable, "-c", SCREENS], check=True, capture_output=True)
    return set(done.stdout.decode().split())


@pytest.mark.parametrize("library", LATER)
def test_home_does_not_wait_for(library, loaded):
    assert library not in loaded


def test_home_does_not_wait_for_a_plugins_commands_or_screens(loaded):
    ours = {name for name in loaded if name.startswith("plugins.")}
    assert "plugins.reception.hooks" in ours
    assert not {name for name in ours if name.endswith((".commands", "screen"))}
