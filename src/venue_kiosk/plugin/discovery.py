"""Finding the plugins that the settings list, in order, and nothing else."""

import ast
import importlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Final

from venue_kiosk.bytecode import run_from_source
from venue_kiosk.config import PluginEntry
from venue_kiosk.errors import ConfigError, KioskError
from venue_kiosk.i18n import _
from venue_kiosk.plugin.manifest import COMPILED, Manifest, plugin_digest, read_manifest
from venue_kiosk.services.audit_words import name_act

_CODE: Final = COMPILED | {".py"}
_OTHERS: Final = sys.stdlib_module_names | {"venue_kiosk"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlugin:
    """One trusted plugin with its declaring module."""

    manifest: Manifest
    folder: Path
    sha256: str
    hooks: ModuleType

    @property
    def name(self) -> str:
        """The plugin's name, which is its folder's and its tables' prefix."""
        return self.manifest.name


def find_plugins(folder: Path, entries: Sequence[PluginEntry]) -> Sequence[FoundPlugin]:
    """Return the listed plugins; each digest is checked before any of its code runs.

    ``folder`` is the package ``plugins``; its parent must be on the import path.

    Raises:
        ConfigError: a plugin is missing, was changed, is listed twice or cannot be loaded.
    """
    names = [entry.name for entry in entries]
    for name in names:
        if names.count(name) > 1:
            raise ConfigError(_("Plugin {name} is listed twice in kiosk.toml.", name=name))
    _require_bare(folder)
    _require_unhidden(folder.parent)
    run_from_source(folder.name)
    return [_find(folder / entry.name, entry) for entry in entries]


def _require_bare(folder: Path) -> None:
    """Let nothing run that belongs to no plugin, and so to no digest.

    Raises:
        ConfigError: the package ``plugins`` itself does something, or holds loose modules.
    """
    beginning = folder / "__init__.py"
    loose = [
        path.name
        for path in sorted(folder.glob("*"))
        if path != beginning and path.suffix in _CODE and not path.is_dir()
    ]
    if beginning.exists() and not _only_says_what_it_is(beginning.read_bytes()):
        loose.insert(0, beginning.name)
    if loose:
        raise ConfigError(
            _("plugins/{file} holds code that belongs to no plugin.", file=loose[0]),
            _("Put the folder plugins back as it was delivered."),
        )


def _require_unhidden(root: Path) -> None:
    """Let nothing beside ``plugins`` be imported in the place of Python's modules or the host's.

    Raises:
        ConfigError: there is such a module.
    """
    for path in sorted(root.iterdir()):
        named = path.name if path.is_dir() else path.name.partition(".")[0]
        runs = path.suffix in _CODE or (path / "__init__.py").exists()
        if runs and named in _OTHERS:
            raise ConfigError(
                _(
                    "{file} stands in the way of a module of Python or of the kiosk.",
                    file=path.name,
                ),
                _("Delete {file} if it was not delivered with the kiosk.", file=path.name),
            )


def _only_says_what_it_is(source: bytes) -> bool:
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return False
    return all(isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant) for each in body)


def _find(folder: Path, entry: PluginEntry) -> FoundPlugin:
    manifest = read_manifest(folder) if folder.is_dir() else None
    sha256 = plugin_digest(folder)
    assert manifest is not None
    if sha256 != entry.sha256:
        raise ConfigError(
            _("Plugin {name} is not the one that was trusted.", name=entry.name),
            _("Find out who changed it. If it is right, run: kiosk plugins trust"),
        )
    for act, words in manifest.acts.items():
        name_act(act, ja=words.ja, en=words.en)
    return FoundPlugin(
        manifest=manifest, folder=folder, sha256=sha256, hooks=load_module(folder, "hooks")
    )


def load_module(folder: Path, module: str) -> ModuleType:
    """Import one module of a trusted plugin.

    Raises:
        ConfigError: it cannot be imported, or Python finds another package of that name first.
    """
    try:
        loaded = importlib.import_module(f"{folder.parent.name}.{folder.name}.{module}")
    except KioskError:
        raise
    except Exception as error:
        raise ConfigError(
            _(
                "Plugin {name} cannot be loaded: {what}",
                name=folder.name,
                what=type(error).__name__,
            ),
            _("Put the plugin back as it was delivered."),
        ) from error
    if Path(loaded.__file__ or "").resolve().parent != folder.resolve():
        raise ConfigError(
            _("Another package hides plugin {name}.", name=folder.name),
            _("Start the kiosk with the launcher: ./kiosk"),
        )
    return loaded
