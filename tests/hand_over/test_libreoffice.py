"""What the ward's LibreOffice reads in the encrypted workbook, cell by cell."""

import json
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from package import SEALER
from test_sealing import HARD, PASSWORD, sheet_of

SYSTEM_PYTHON = Path("/usr/bin/python3")
READING = """
import json, sys, time, uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

pipe, url, *passwords = sys.argv[1:]
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext(
    "com.sun.star.bridge.UnoUrlResolver", local)
for _glance in range(1800):
    try:
        office = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        break
    except NoConnectException:
        time.sleep(0.1)
desktop = office.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", office)
read = []
for password in passwords:
    options = (PropertyValue("Hidden", 0, True, 0), PropertyValue("Password", 0, password, 0))
    try:
        book = desktop.loadComponentFromURL(url, "_blank", 0, options)
    except Exception:
        book = None
    if book is None:
        read.append(None)
        continue
    sheet = book.Sheets.getByIndex(0)
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    area = sheet.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn,
                                        cursor.RangeAddress.EndRow)
    formulas = [list(row) for row in area.getFormulaArray()]
    kinds = [[area.getCellByPosition(x, y).Type.value for x in range(len(formulas[0]))]
             for y in range(len(formulas))]
    read.append({"cells": [list(row) for row in area.getDataArray()], "kinds": kinds})
    book.close(True)
print(json.dumps(read))
try:
    desktop.terminate()
except Exception:
    pass
"""


def has_libreoffice():
    """Tell whether LibreOffice is here and lets a Python of the system speak to it."""
    if shutil.which("soffice") is None or not SYSTEM_PYTHON.exists():
        return False
    asked = [str(SYSTEM_PYTHON), "-c", "import uno"]
    return subprocess.run(asked, check=False, capture_output=True).returncode == 0


@pytest.mark.skipif(not has_libreoffice(), reason="no LibreOffice with its Python bridge here")
def test_libreoffice_opens_it_with_the_password_only_and_reads_the_same_cells(tmp_path):
    sheet = sheet_of(*((each, f"{n:04d}") for n, each in enumerate(HARD)))
    path = tmp_path / "list-01.xlsx"
    path.write_bytes(SEALER.seal_list(sheet, PASSWORD))
    right, wrong = libreoffice_reads(path, tmp_path, PASSWORD, "WRONG")
    assert right["cells"] == [list(row) for row in sheet.table]
    assert {kind for row in right["kinds"] for kind in row} == {"TEXT"}
    assert wrong is None


def libreoffice_reads(path, folder, *passwords):
    """Return for each password what LibreOffice finds, or nothing if it cannot open the file."""
    pipe = f"reading{time.time_ns()}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    office = subprocess.Popen(
        ["soffice", profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    script = folder / "reading.py"
    script.write_text(READING, encoding="utf-8")
    try:
        asked = [str(SYSTEM_PYTHON), str(script), pipe, path.as_uri(), *passwords]
        answer = subprocess.run(asked, check=True, capture_output=True, timeout=240)
        office.wait(60)
    finally:
        office.kill()
        office.wait()
    return json.loads(answer.stdout)
