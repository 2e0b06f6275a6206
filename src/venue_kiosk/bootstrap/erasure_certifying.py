"""Signing the verdict, and leaving behind only what may stay."""

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from venue_kiosk.bootstrap.erasure_facts import cipher_words, method_facts, software_facts
from venue_kiosk.bootstrap.erasure_order import ErasureOrder
from venue_kiosk.bootstrap.erasure_paper import compose_pdf
from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.config import parse_config, read_config_bytes
from venue_kiosk.domain.certificate.file import Certificate, compose_certificate
from venue_kiosk.domain.certificate.parts import Level
from venue_kiosk.domain.certificate.started import Started, compose_started
from venue_kiosk.domain.hand_over import TOTALS_FILE
from venue_kiosk.domain.life_cycle import State
from venue_kiosk.domain.programme import Programme
from venue_kiosk.domain.signatures import PublicKey, SigningKey
from venue_kiosk.plugin.host import PluginHost
from venue_kiosk.services import erasure_papers as papers
from venue_kiosk.services.erasure_issue import Facts, issue
from venue_kiosk.services.erasure_journal import JOURNAL_FILE, Journal
from venue_kiosk.services.erasure_scope import ScopeWords, scope_of
from venue_kiosk.services.life_after import life_after
from venue_kiosk.storage.closing_keys import CLOSING_KEYS_FILE
from venue_kiosk.storage.medium import MediumFolder
from venue_kiosk.storage.slot_body import Argon2Parameters
from venue_kiosk.storage.try_book import TRY_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class Constants:
    """What the vault's programme says and a resumed run must still know."""

    level: Level = "full"
    """Without a word of it, the stricter one: a run is never reported as less."""
    number: str = ""
    sample: bool = False
    slips_agreed: bool | None = None
    """Whether the official compared the closing slip with the screen."""
    memory_kib: int = 65_536
    iterations: int = 3
    lanes: int = 4

    def as_members(self) -> dict[str, Any]:
        """Return it for the journal."""
        return asdict(self)

    @classmethod
    def of_members(cls, members: dict[str, Any] | None) -> Self:
        """Return it from the journal."""
        return cls(**(members or {}))


def constants_of(
    programme: Programme, parameters: Argon2Parameters, *, slips_agreed: bool | None
) -> Constants:
    """Return the constants of an erasure that begins."""
    chosen = programme.erasure
    return Constants(
        level=chosen.level,
        number=chosen.number,
        sample=programme.sample,
        slips_agreed=slips_agreed,
        memory_kib=parameters.memory_kib,
        iterations=parameters.iterations,
        lanes=parameters.lanes,
    )


class Certifying:
    """Issues, signs, writes and tidies."""

    def __init__(
        self,
        installation: Installation,
        order: ErasureOrder,
        medium: MediumFolder,
        host: PluginHost,
    ) -> None:
        self._installation = installation
        self._order = order
        self._medium = medium
        self._host = host

    def certify(
        self,
        started: Started,
        journal: Journal,
        constants: Constants,
        event_key: SigningKey,
        witness_key: SigningKey,
    ) -> Certificate:
        """Sign the verdict and write it; the certificate itself appears last, whole.

        Raises:
            VaultError: the medium does not let it; the run can be taken up again.
        """
        certificate = issue(
            started,
            self._medium.read(papers.STARTED) or compose_started(started),
            journal,
            self._order.surroundings(self._order.folder),
            self._facts(constants, event_key),
            now=self._installation.clock.now(),
        )
        content = compose_certificate(certificate)
        self._medium.write(papers.SIGNATURE, event_key.sign(content))
        self._medium.write(papers.WITNESS_SIGNATURE, witness_key.sign(content))
        self._medium.write(papers.CERTIFICATE, content)
        folder = self._order.folder
        tidy(self._installation, self._host, self._medium, folder, certificate, content)
        return certificate

    def _facts(self, constants: Constants, event_key: SigningKey) -> Facts:
        installation = self._installation
        log = self._medium.read(papers.AUDIT_LOG) or b""
        parameters = Argon2Parameters(constants.memory_kib, constants.iterations, constants.lanes)
        words = installation.config_folder / "texts" / "erasure_scope.toml"
        return Facts(
            level=constants.level,
            number=constants.number,
            sample=constants.sample,
            method=method_facts(cipher_words(), parameters, full=constants.level == "full"),
            software=software_facts(installation),
            plugins=[(each.name, each.manifest.version, each.sha256) for each in self._host.found],
            audit=papers.describe_log(
                log,
                hashlib.sha256(log).hexdigest(),
                event_key.public,
                agreed=constants.slips_agreed,
            ),
            scope_of=scope_of(parse_config(read_config_bytes(words), ScopeWords, name=words.name)),
            answers=self._order.answers,
        )


def tidy(
    installation: Installation,
    host: PluginHost,
    medium: MediumFolder,
    folder: Path,
    certificate: Certificate,
    content: bytes,
) -> None:
    """Make the paper of a certified event, end the signing keys and leave only what may stay.

    May be done again: a cut after the signing loses nothing.
    """
    cycle, _missing = life_after(certificate, is_signed=_is_signed(medium, certificate, content))
    if cycle.state is State.CERTIFIED and medium.read(papers.PDF) is None:
        medium.write(papers.PDF, compose_pdf(installation, host, certificate, content))
    folder.mkdir(exist_ok=True)
    remaining = MediumFolder(folder, installation.tokens)
    for name in papers.REMAINING:
        kept = medium.read(name)
        if kept is not None and remaining.read(name) != kept:
            remaining.write(name, kept)
    _move_totals(medium, remaining)
    medium.destroy(JOURNAL_FILE)
    medium.destroy(TRY_FILE)
    medium.destroy(CLOSING_KEYS_FILE)


def _move_totals(medium: MediumFolder, remaining: MediumFolder) -> None:
    """Leave the totals to the event: on the medium stay the files of the format alone.

    Once the event has them, those on the medium are no longer looked at: a cut while they were
    destroyed may have left them overwritten.
    """
    totals = medium.read(TOTALS_FILE)
    if totals and remaining.read(TOTALS_FILE) is None:
        remaining.write(TOTALS_FILE, totals)
    medium.destroy(TOTALS_FILE)


def _is_signed(medium: MediumFolder, certificate: Certificate, content: bytes) -> bool:
    """Say whether both signatures that lie on the medium hold, each under its key."""
    signing = certificate.signing
    return all(
        _holds(medium, name, signature, fingerprint, content)
        for name, signature, fingerprint in (
            (papers.EVENT_KEY, papers.SIGNATURE, signing.event_key),
            (papers.WITNESS_KEY, papers.WITNESS_SIGNATURE, signing.witness_key),
        )
    )


def _holds(
    medium: MediumFolder, name: str, signature: str, fingerprint: str | None, content: bytes
) -> bool:
    try:
        key = PublicKey.parse(medium.read(name) or b"")
    except ValueError:
        return False
    return key.fingerprint == fingerprint and key.holds(medium.read(signature) or b"", content)
