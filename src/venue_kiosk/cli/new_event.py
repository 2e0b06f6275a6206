"""Making an event from the command line, with passphrases for everybody."""

from pathlib import Path
from typing import Final

from venue_kiosk.bootstrap import Installation, make_event
from venue_kiosk.cli.answers import StreamAnswer, read_passphrase
from venue_kiosk.config import parse_programme, read_config_bytes
from venue_kiosk.domain.audit import paper_form
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _
from venue_kiosk.ports import TokenSource

_ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 signs that are not mistaken for each other when read from paper."""
_SYMBOLS: Final = 20
_GROUP: Final = 4
_SHORTEST_OWN: Final = 15


def make_new_event(
    installation: Installation,
    folder: Path,
    programme_path: Path,
    answer: StreamAnswer,
    *,
    given_for: str | None,
) -> int:
    """Make the event; passphrases that nobody gave are generated and shown this once."""
    content = read_config_bytes(programme_path)
    programme = parse_programme(content, name=programme_path.name)
    ids = [handler.id for handler in programme.handlers]
    given: dict[str, str] = {}
    if given_for is not None:
        if given_for not in ids:
            raise UsageError(_("The programme reports no handler {id}.", id=given_for))
        given[given_for] = _long_enough(read_passphrase())
    generated = {each: compose_passphrase(installation.tokens) for each in ids if each not in given}
    made = make_event(installation, folder, content, {**generated, **given})
    head = paper_form(bytes.fromhex(made.head))
    answer.say(_("Event made: {title}", title=programme.title))
    answer.say(_("Opening slip: event {event_id}", event_id=made.event_id))
    answer.say(_("  key {fingerprint}", fingerprint=made.fingerprint))
    answer.say(_("  log {count} lines, head {head}", count=made.count, head=head))
    for handler_id, passphrase in generated.items():
        answer.say(_("Passphrase of {id}: {passphrase}", id=handler_id, passphrase=passphrase))
    if generated:
        answer.say(_("The passphrases are shown this once. Give each to its handler on paper."))
    if answer.wants_json:
        answer.give(
            {
                "event_id": made.event_id,
                "event_key": made.fingerprint,
                "count": made.count,
                "head": made.head,
                "passphrases": generated,
            }
        )
    return 0


def compose_passphrase(tokens: TokenSource) -> str:
    """Return 100 random bits as five groups of four signs."""
    signs = [_ALPHABET[octet % len(_ALPHABET)] for octet in tokens.octets(_SYMBOLS)]
    return "-".join("".join(signs[n : n + _GROUP]) for n in range(0, _SYMBOLS, _GROUP))


def _long_enough(passphrase: str) -> str:
    if len(passphrase) < _SHORTEST_OWN:
        raise UsageError(
            _("The passphrase is too short."), _("Use at least {n} characters.", n=_SHORTEST_OWN)
        )
    return passphrase
