"""Reading configuration: strict TOML, every complaint with its file and place."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeVar

import msgspec

from venue_kiosk.domain.programme import Programme
from venue_kiosk.errors import ConfigError
from venue_kiosk.i18n import Language, _

_T = TypeVar("_T")

_MOST_OPENERS = 8
"""One key slot for each person who opens, and one for the witness."""
_LARGEST_FILE = 1024 * 1024
_UNKNOWN: Final = re.compile("Object contains unknown field `(.*)`")
_MISSING: Final = re.compile("Object missing required field `(.*)`")
_STEP: Final = re.compile(r"\.?(\w+|\[\.\.\.\])(?:\[(\d+)\])?")


class PluginEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One plugin to load, and the folder it must be."""

    name: Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9]{0,30}$")]
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    """Digest of the plugin's folder, written by ``kiosk plugins trust``."""


class CameraConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where pictures come from."""

    source: int | str = 0
    """Camera index, path of a video or picture, loopback URL, or ``off``."""
    frames_per_second: Annotated[int, msgspec.Meta(ge=1, le=60)] = 15
    preview: Literal["colour", "grey", "off"] = "colour"


class DeskConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the desk behaves."""

    sound: bool = True
    hide_name_after_s: Annotated[float, msgspec.Meta(ge=1, le=60)] = 3.0
    undo_for_s: Annotated[float, msgspec.Meta(ge=1, le=600)] = 10.0
    lock_after_s: Annotated[float, msgspec.Meta(ge=10, le=3600)] = 300.0
    """Seconds without a key, a click or a code after which the kiosk locks itself."""


class KioskConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of this laptop; programmes have files of their own."""

    format: Literal["venue-kiosk-config/1"]
    language: Language = "ja"
    plugins: tuple[PluginEntry, ...] = ()
    """In the order in which they are asked and told."""
    camera: CameraConfig = CameraConfig()
    desk: DeskConfig = DeskConfig()


def read_kiosk_config(path: Path) -> KioskConfig:
    """Read ``kiosk.toml``.

    Raises:
        ConfigError: missing, too large, not TOML, an unknown key or a wrong value, with its place.
    """
    return parse_config(read_config_bytes(path), KioskConfig, name=path.name)


def parse_programme(content: bytes, *, name: str) -> Programme:
    """Read a programme file's bytes; ``name`` is what complaints call it.

    Raises:
        ConfigError: not TOML, an unknown key, a wrong value, or parts that contradict each other.
    """
    programme = parse_config(content, Programme, name=name)
    _check_programme(programme, name)
    return programme


def read_config_bytes(path: Path) -> bytes:
    """Return the bytes of a configuration file.

    Raises:
        ConfigError: missing, unreadable or too large.
    """
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ConfigError(_("{file} is too large for a settings file.", file=path.name))
        return path.read_bytes()
    except OSError:
        raise ConfigError(
            _("{file} cannot be read.", file=path.name),
            _("Check that the file is there: {path}", path=path),
        ) from None


def parse_config(content: bytes, kind: type[_T], *, name: str) -> _T:
    """Read TOML bytes into a strict structure.

    Raises:
        ConfigError: with the line of a TOML fault, or the path of a wrong key or value.
    """
    hint = _("Correct the file and start again.")
    try:
        tree: dict[str, Any] = tomllib.loads(content.decode("utf-8"))
        return msgspec.convert(tree, kind)
    except UnicodeDecodeError:
        problem = _("it is not UTF-8 text")
    except tomllib.TOMLDecodeError as error:
        problem = _("it is not TOML ({what})", what=error)
    except msgspec.ValidationError as error:
        problem = _told(str(error))
        if "approvals[" in str(error):
            hint = _(
                "An approval needs the number and the date of the ward's document."
                " Write them in, or take the item out."
            )
    raise ConfigError(_("{file} is wrong: {problem}", file=name, problem=problem), hint)


def _told(error: str) -> str:
    """Say in words what a file's reader found, and where, counted from 1."""
    what, _at, path = error.partition(" - at `$")
    steps = [
        f"{name} ({int(index) + 1})" if index else name
        for name, index in _STEP.findall(path.rstrip("`"))
    ]
    unknown, missing = _UNKNOWN.fullmatch(what), _MISSING.fullmatch(what)
    if unknown is not None:
        words = _("there is no setting called “{name}”", name=unknown[1])
    elif missing is not None:
        words = _("“{name}” is missing", name=missing[1])
    elif what.endswith("length >= 1"):
        words = _("nothing is written there")
    else:
        words = _("this value is not possible ({what})", what=what)
    return f"{' '.join(steps)}: {words}" if steps else words


def _check_programme(programme: Programme, name: str) -> None:
    problems = []
    dates = [session.date for session in programme.sessions]
    if sorted(set(dates)) != dates:
        problems.append(_("sessions must be on different days, in order"))
    if programme.kind == "symposium" and len(dates) != 1:
        problems.append(_("a symposium has one session"))
    if any(not s.doors_open <= s.starts <= s.ends for s in programme.sessions):
        problems.append(_("doors open before the start, the start before the end"))
    problems += _problems_of_people(programme)
    needs_codes = programme.places.organisations or programme.places.per_organisation
    if needs_codes and programme.approval_for("organisation_code") is None:
        problems.append(_("limits by organisation need an approval for organisation_code"))
    items = [approval.item for approval in programme.approvals]
    if len(set(items)) != len(items):
        problems.append(_("an item is approved twice"))
    if problems:
        raise ConfigError(
            _("{file} is wrong: {problem}", file=name, problem="; ".join(problems)),
            _("Correct the file and start again."),
        )


def _problems_of_people(programme: Programme) -> list[str]:
    problems = []
    handlers = programme.handlers
    if len({handler.id for handler in handlers}) != len(handlers):
        problems.append(_("two handlers have the same id"))
    if sum(handler.role == "witness" for handler in handlers) > 1:
        problems.append(_("more than one witness is named"))
    if sum(each.opens or each.role == "witness" for each in handlers) > _MOST_OPENERS:
        problems.append(
            _("at most {n} people can open it; the others get opens = false", n=_MOST_OPENERS)
        )
    if not any(each.role == "handling_manager" and each.opens for each in handlers):
        problems.append(_("no handling manager is named"))
    return problems
