"""The words of what a certificate covers and what it does not, filled with its own figures."""

from collections.abc import Callable

import msgspec

from venue_kiosk.domain.certificate.file import Certificate
from venue_kiosk.domain.certificate.media import Scope
from venue_kiosk.domain.certificate.rules_proof import SCOPE_ONLY_AT_BASIC


class ScopeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``texts/erasure_scope.toml``: sentences with ``{placeholders}``."""

    keys: str
    files: str
    volume: str
    files_read: str
    canaries: str
    does_not_cover: tuple[str, ...]
    unsafe: dict[str, str]
    """By code of the checklist."""


def scope_of(words: ScopeWords) -> Callable[[Certificate], Scope]:
    """Return what words a certificate's scope."""

    def compose(certificate: Certificate) -> Scope:
        scan = certificate.scan
        covers = [
            words.keys,
            words.files.format(files=sum(row.files_before or 0 for row in certificate.files)),
        ]
        if scan.coverage != "none":
            sentence = words.volume if scan.coverage == "volume" else words.files_read
            covers.append(
                sentence.format(bytes=scan.bytes_read, needles=scan.needles, hits=scan.hits)
            )
        if certificate.ward.canaries:
            covers.append(words.canaries.format(canaries=len(certificate.ward.canaries)))
        unsafe = [
            words.unsafe[row.code]
            for row in certificate.residue
            if row.code in SCOPE_ONLY_AT_BASIC and row.finding != "none"
        ]
        return Scope(covers=tuple(covers), does_not_cover=(*words.does_not_cover, *unsafe))

    return compose
