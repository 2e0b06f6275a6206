"""Write the list of components (SBOM, CycloneDX 1.6 JSON) from the lock file.

    python packaging/sbom.py [OUT.json]

Every locked package with its version and the hashes of its files, the vendored fonts, and what
the database's wheel carries inside, which the lock cannot know. Nothing is fetched. The same lock
gives the same bytes.
"""

import hashlib
import importlib.metadata
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)==([^ \\;]+)(?: ; ([^\\]+?))? \\$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def main(arguments: list[str]) -> int:
    text = json.dumps(compose_sbom(), ensure_ascii=False, indent=1) + "\n"
    if arguments:
        Path(arguments[0]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


def compose_sbom() -> dict[str, Any]:
    lock = LOCK.read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    serial = uuid.uuid5(uuid.NAMESPACE_OID, f"{project['version']} {sha256(lock.encode())}")
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "venue-kiosk",
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"expression": project["license"]}],
            },
            "properties": [{"name": "requirements.lock sha256", "value": sha256(lock.encode())}],
        },
        "components": [*locked(lock), *inside_the_database(), *fonts()],
    }


def locked(lock: str) -> Iterator[dict[str, Any]]:
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock):
        found = PACKAGE.match(block.splitlines()[0]) if block.strip() else None
        if found is None:
            continue
        name, version, marker = found.groups()
        component = {
            "type": "library",
            "bom-ref": f"{name}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "properties": [
                {"name": "file sha256", "value": value} for value in sorted(HASH.findall(block))
            ],
        }
        if licence := licence_of(name, version):
            component["licenses"] = [{"license": {"name": licence}}]
        if marker:
            component["properties"].append({"name": "only for", "value": marker})
        yield component


def licence_of(name: str, version: str) -> str | None:
    """Return what the installed package says of its licence, if it is this version."""
    try:
        said = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    if said["Version"] != version:
        return None
    words = said.get("License-Expression") or said.get("License") or ""
    return words.strip().splitlines()[0][:80] if words.strip() else None


def inside_the_database() -> Iterator[dict[str, Any]]:
    """Ask the wheel itself: no scanner sees what is linked into it."""
    connection = sqlcipher.connect(":memory:")
    connection.execute("PRAGMA key = 'none'")
    ask = {
        "sqlcipher": "PRAGMA cipher_version",
        "sqlite": "SELECT sqlite_version()",
        "openssl": "PRAGMA cipher_provider_version",
    }
    for name, question in ask.items():
        (answer,) = connection.execute(question).fetchone()
        yield {
            "type": "library",
            "bom-ref": f"sqlcipher3/{name}",
            "name": name,
            "version": str(answer),
            "properties": [{"name": "linked into", "value": "sqlcipher3"}],
        }
    connection.close()


def fonts() -> Iterator[dict[str, Any]]:
    for path in sorted((ROOT / "src/venue_kiosk/fonts").glob("*.ttf")):
        yield {
            "type": "file",
            "bom-ref": path.name,
            "name": path.name,
            "hashes": [{"alg": "SHA-256", "content": sha256(path.read_bytes())}],
            "licenses": [{"license": {"id": "OFL-1.1"}}],
        }


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
