"""What a plugin's folder says of itself, and the digest that proves it unchanged."""

import hashlib
import os
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import Annotated, Final, Literal

import msgspec

from venue_kiosk.config import parse_config, read_config_bytes
from venue_kiosk.errors import ConfigError
from venue_kiosk.i18n import _

MANIFEST: Final = "plugin.toml"
COMPILED: Final = frozenset({".pyc", ".pyo", ".so", ".pyd"})
_IGNORED: Final = "__pycache__"
_RESERVED: Final = frozenset({"core", "sqlite"})
"""Beginnings of the host's and the database's own tables: such a plugin would own them."""


class ActWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a deed in the log is called, in either language."""

    ja: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    en: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``plugin.toml``, read before any of the plugin's code runs."""

    name: Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9]{0,30}$")]
    version: Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
    api: Literal[1]
    """Version of the plugin contract the plugin was written for."""
    title_ja: Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
    title_en: Annotated[str, msgspec.Meta(min_length=1, max_length=30)]
    acts: dict[str, ActWords] = {}
    """Words for what the plugin enters in the log, by its code."""


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of the plugin in ``folder``.

    Raises:
        ConfigError: missing, wrong, of another plugin than the folder's name says, or of a name
            that no plugin may have.
    """
    place = f"plugins/{folder.name}/{MANIFEST}"
    manifest = parse_config(read_config_bytes(folder / MANIFEST), Manifest, name=place)
    if manifest.name != folder.name:
        raise ConfigError(
            _("{file} names another plugin: {name}", file=place, name=manifest.name),
            _("Put the plugin back as it was delivered."),
        )
    if manifest.name in _RESERVED:
        raise ConfigError(
            _("No plugin may be called {name}.", name=manifest.name),
            _("Take the plugin out of kiosk.toml."),
        )
    return manifest


def plugin_digest(folder: Path) -> str:
    """Return ``folder_digest`` of a plugin's folder, which holds sources only.

    Raises:
        ConfigError: the folder is missing, or holds a link, compiled code or one module twice.
    """
    if not folder.is_dir():
        raise ConfigError(
            _("Plugin {name} is missing.", name=folder.name),
            _(
                "Put the folder plugins/{name} back, or take it out of kiosk.toml.",
                name=folder.name,
            ),
        )
    _require_sources(folder)
    return folder_digest(folder)


def folder_digest(folder: Path) -> str:
    """Return the SHA-256 over every file of a folder: names, lengths and bytes.

    Bytecode that Python itself wrote (``__pycache__``) does not count.

    Raises:
        ConfigError: the folder holds a link.
    """
    digest = hashlib.sha256()
    for name, entry in sorted(_entries(folder), key=itemgetter(0)):
        if entry.is_symlink():
            raise ConfigError(
                _("Plugin {name} holds a link: {file}", name=folder.name, file=name),
                _("Put the plugin back as it was delivered."),
            )
        if entry.is_file():
            content = Path(entry.path).read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def _require_sources(folder: Path) -> None:
    """Refuse by name what Python would run in the place of a source that somebody read."""
    caches: list[str] = []
    names = {name for name, _entry in _entries(folder, caches=caches)}
    found = [(name, name) for name in sorted(names) if PurePosixPath(name).suffix in COMPILED]
    for cache in sorted(caches):
        found += [(f"{cache}/{path.name}", cache) for path in sorted((folder / cache).iterdir())]
    for name, to_delete in found:
        place = f"plugins/{folder.name}/{to_delete}"
        raise ConfigError(
            _("Plugin {name} holds compiled code: {file}", name=folder.name, file=name),
            _("Plugins run from their sources only. Delete {file}", file=place),
        )
    twice = sorted(name for name in names if name.removesuffix(".py") in names - {name})
    if twice:
        raise ConfigError(
            _("Plugin {name} has one module twice: {file}", name=folder.name, file=twice[0]),
            _("Python would run the folder of that name. Delete what was not delivered."),
        )


def _entries(
    folder: Path, above: str = "", *, caches: list[str] | None = None
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield what lies below ``folder`` with its path from there, in no order.

    ``caches`` takes the folders of bytecode, which are not entered. Every start digests every
    plugin: ``scandir`` takes a third of the time of ``rglob``.
    """
    with os.scandir(folder / above) as found:
        for entry in found:
            name = f"{above}{entry.name}"
            if entry.name == _IGNORED:
                if caches is not None:
                    caches.append(name)
                continue
            yield name, entry
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(folder, f"{name}/", caches=caches)
