"""Recording which plugin folders are trusted."""

import re
from collections.abc import Sequence

from venue_kiosk.bootstrap import Installation
from venue_kiosk.errors import ConfigError
from venue_kiosk.i18n import _
from venue_kiosk.plugin.manifest import plugin_digest, read_manifest


def record_digests(installation: Installation) -> Sequence[str]:
    """Write the digest of every listed plugin into ``kiosk.toml``; return the changed ones.

    Comments and order of the file stay; only digests are replaced.

    Raises:
        ConfigError: the file or a plugin is missing or wrong.
    """
    text = installation.config_file.read_text(encoding="utf-8")
    changed = []
    for entry in installation.read_config().plugins:
        folder = installation.plugins_folder / entry.name
        digest = plugin_digest(folder)
        read_manifest(folder)
        if digest != entry.sha256:
            text = _with_digest(text, entry.name, digest)
            changed.append(entry.name)
    if changed:
        part = installation.config_file.with_suffix(".part")
        part.write_text(text, encoding="utf-8")
        part.replace(installation.config_file)
    return changed


def _with_digest(text: str, name: str, digest: str) -> str:
    pattern = rf'(name\s*=\s*"{name}"[^\[]*?sha256\s*=\s*")[0-9a-f]{{64}}(")'
    replaced, count = re.subn(pattern, rf"\g<1>{digest}\g<2>", text)
    if count != 1:
        raise ConfigError(
            _("kiosk.toml does not list {name} in a way that can be updated.", name=name),
            _("Write name and sha256 of each plugin on lines of their own."),
        )
    return replaced
