"""What the certificate says of the programme, the machine and the software."""

import hashlib
import platform
import sys
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.backends.openssl import backend

from venue_kiosk import __version__
from venue_kiosk.adapters.hardware import read_machine, read_storage, read_volume
from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.domain.certificate.media import Kdf, Media, Method, Software
from venue_kiosk.domain.certificate.parts import Event
from venue_kiosk.domain.programme import Programme
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.slot_body import Argon2Parameters


def event_facts(programme: Programme, event_id: str) -> Event:
    """Return the programme in the words of its configuration."""
    return Event(
        event_id=event_id,
        programme_number=programme.number3,
        programme=programme.title,
        dates=tuple(session.date.isoformat() for session in programme.sessions),
        contract_title=programme.contract.title,
        contract_number=programme.contract.number,
        client=programme.contact.client,
        section=programme.contact.section,
        contractor=programme.contact.contractor,
        legal_profile=programme.contract.legal_profile,
    )


def media_facts(programme: Programme, folder: Path) -> Media:
    """Return where the data is, by what the machine tells and what was typed for it."""
    chosen = programme.erasure
    machine = read_machine()
    typed = not machine.serial and bool(chosen.serial)
    return Media(
        machine=msgspec.structs.replace(
            machine,
            maker=machine.maker or chosen.maker or None,
            model=machine.model or chosen.model or None,
            serial=machine.serial or chosen.serial or None,
            serial_source="typed" if typed else machine.serial_source,
            property_number=chosen.property_number or None,
        ),
        storage=read_storage(folder),
        volume=read_volume(folder, dedicated=chosen.dedicated_volume),
        classification=chosen.classification or None,
        encrypted_before_first_storage=True,
        backed_up=chosen.backed_up,
        backup_location=chosen.backup_location or None,
        destination=chosen.destination or None,
        later_purge_required=chosen.later_purge_required,
    )


def method_facts(cipher: str, parameters: Argon2Parameters, *, full: bool) -> Method:
    """Return how it is erased and looked at again."""
    read_back: list[Any] = ["sector_read_back"]
    return Method(
        keys="overwrite_in_place",
        files="overwrite_in_place_unlink",
        passes=1,
        verification=tuple([*read_back, "raw_volume_scan"] if full else read_back),
        cipher=cipher,
        kdf=Kdf(
            name="argon2id",
            memory_kib=parameters.memory_kib,
            iterations=parameters.iterations,
            lanes=parameters.lanes,
        ),
        fips_validated=False,
        reference="NIST SP 800-88 Rev.2 の暗号化消去の考え方を参考",
    )


def software_facts(installation: Installation) -> Software:
    """Return what erases."""
    lock = installation.root / "requirements.lock"
    return Software(
        name="venue_kiosk",
        version=__version__,
        source_sha256=installation.software_digest(),
        lock_sha256=hashlib.sha256(lock.read_bytes()).hexdigest() if lock.is_file() else None,
        python=platform.python_version(),
        sqlcipher=Database.versions()["sqlcipher"],
        sqlite=Database.versions()["sqlite"],
        openssl=backend.openssl_version_text(),
        system=_system(),
    )


def cipher_words() -> str:
    """Return the cipher of the vault, with its version."""
    version = Database.versions()["sqlcipher"].split()[0]
    return f"SQLCipher {version}: AES-256-CBC, HMAC-SHA512 per page"


def _system() -> str:
    try:
        found = platform.freedesktop_os_release()
    except OSError:
        return f"{platform.system()} {platform.release()}"
    return found.get("PRETTY_NAME", sys.platform)
