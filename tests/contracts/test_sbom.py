"""The list of components that a ward can ask for is whole, and the same for the same lock."""

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def compose():
    spec = importlib.util.spec_from_file_location("sbom", ROOT / "packaging/sbom.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.compose_sbom()


def test_every_locked_package_is_in_it_with_every_hash_and_what_the_database_carries() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    components = compose()["components"]
    named = {f"{each['name']}=={each['version']}" for each in components if "purl" in each}
    assert named == set(re.findall(r"^[\w.-]+==[^ ;\\]+", lock, re.MULTILINE))
    hashes = [
        each["value"]
        for component in components
        for each in component.get("properties", [])
        if each["name"] == "file sha256"
    ]
    assert sorted(hashes) == sorted(re.findall(r"sha256:([0-9a-f]{64})", lock))
    assert {"sqlcipher", "sqlite", "openssl"} <= {each["name"] for each in components}
    assert compose() == compose()
