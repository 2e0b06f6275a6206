"""What ``kiosk doctor`` looks at, one row after the other."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from venue_kiosk.adapters import process, readiness
from venue_kiosk.adapters.surroundings import MachineSurroundings
from venue_kiosk.bootstrap.devices import open_camera
from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.config import KioskConfig
from venue_kiosk.domain.readiness import Check, State
from venue_kiosk.errors import KioskError

LEAST_COLUMNS: Final = 60
LEAST_LINES: Final = 18
_COMFORT: Final = 1 << 30
_LEAST: Final = 200 << 20
_CLOCK_SLACK_S: Final = 120.0
_AROUND: Final[dict[str, State]] = {"none": "ok", "unsafe": "bad", "found": "bad"}
_FONT: Final = "BIZUDPGothic-Regular.ttf"


def examine(installation: Installation, event: Path | None) -> Iterator[Check]:
    """Yield what the program can find out by itself; ``event`` is where data lies or will lie."""
    process.close_process()
    folder = event if event is not None and event.exists() else installation.root
    config = None
    try:
        config = installation.read_config()
        yield Check(code="settings", state="ok")
    except KioskError as error:
        yield Check(code="settings", state="bad", found=error.message)
    if config is not None:
        yield _plugins(installation, config)
        yield _camera(config)
    yield _readers()
    yield _terminal()
    yield _ambiguous_width()
    yield _fonts()
    yield from _around(folder)
    yield _flag("memory_lock", process.is_memory_locked(), otherwise="warning")
    yield _flag("own_dumps", _not(process.may_dump()), otherwise="bad")
    yield _clock(installation, folder)
    yield _free_space(folder)


def _plugins(installation: Installation, config: KioskConfig) -> Check:
    try:
        host = installation.load_plugins(config)
    except KioskError as error:
        return Check(code="plugins", state="bad", found=error.message)
    return Check(code="plugins", state="ok", found=" ".join(host.names))


def _camera(config: KioskConfig) -> Check:
    if config.camera.source == "off":
        return Check(code="camera", state="warning", found="off")
    try:
        source = open_camera(config)
        try:
            frame = next(iter(source.frames()), None)
        finally:
            source.close()
    except KioskError as error:
        return Check(code="camera", state="warning", found=error.message)
    if frame is None:
        return Check(code="camera", state="warning")
    height, width = frame.shape[:2]
    return Check(code="camera", state="ok", found=f"{width}×{height}")


def _readers() -> Check:
    from venue_kiosk.adapters.code_readers import reader_names  # noqa: PLC0415 - OpenCV

    names = reader_names()
    have = " ".join(name for name, is_there in names.items() if is_there)
    return Check(code="readers", state="ok" if all(names.values()) else "warning", found=have)


def _terminal() -> Check:
    size = readiness.terminal_size()
    if size is None:
        return Check(code="terminal_size", state="not_checkable")
    enough = size[0] >= LEAST_COLUMNS and size[1] >= LEAST_LINES
    return Check(
        code="terminal_size", state="ok" if enough else "bad", found=f"{size[0]}×{size[1]}"
    )


def _ambiguous_width() -> Check:
    cells = readiness.ambiguous_width()
    if cells is None:
        return Check(code="ambiguous_width", state="not_checkable")
    return Check(code="ambiguous_width", state="ok" if cells == 1 else "warning", found=str(cells))


def _fonts() -> Check:
    shipped = importlib.util.find_spec("venue_kiosk")
    assert shipped is not None
    assert shipped.origin is not None
    font = Path(shipped.origin).with_name("fonts") / _FONT
    both = font.exists() and importlib.util.find_spec("pylopdf_fonts_jp") is not None
    return Check(code="fonts", state="ok" if both else "bad")


def _around(folder: Path) -> Iterator[Check]:
    wanted = ("file_system", "sync_folder", "swap", "hibernation", "core_dumps")
    rows = {row.code: row for row in MachineSurroundings(folder=folder).look()}
    for code in (*wanted, "ui_log", "screenshots", "temp_files"):
        row = rows[code]  # type: ignore[index]
        if row.state == "not_checkable" or row.finding is None:
            yield Check(code=code, state="not_checkable")
        else:
            yield Check(code=code, state=_AROUND[row.finding], found=str(row.count or ""))


def _clock(installation: Installation, folder: Path) -> Check:
    """A clock that is behind what was written here was set back, or its battery is flat."""
    now = installation.clock.now()
    latest = readiness.newest_change([installation.root, folder])
    behind = latest - now.timestamp() > _CLOCK_SLACK_S
    return Check(
        code="clock", state="bad" if behind else "ok", found=f"{now:%Y-%m-%d %H:%M} {now:%z}"
    )


def _free_space(folder: Path) -> Check:
    try:
        free = readiness.free_bytes(folder)
    except OSError:
        return Check(code="free_space", state="not_checkable")
    state: State = "ok" if free >= _COMFORT else "warning" if free >= _LEAST else "bad"
    return Check(code="free_space", state=state, found=f"{free >> 20:,} MB")


def _flag(code: str, good: bool | None, *, otherwise: State) -> Check:  # noqa: FBT001
    if good is None:
        return Check(code=code, state="not_checkable")
    return Check(code=code, state="ok" if good else otherwise)


def _not(value: bool | None) -> bool | None:  # noqa: FBT001
    return None if value is None else not value
