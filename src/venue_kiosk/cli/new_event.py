"""Making an event from the command line, with passphrases for everybody."""

from pathlib import Path

from venue_kiosk.bootstrap import Installation, make_event, slip_pdf
from venue_kiosk.cli.answers import StreamAnswer, read_passphrase
from venue_kiosk.cli.audit_papers import require_new, slip_lines, write_new
from venue_kiosk.cli.card_printing import CardToPrint, print_card, require_card_file
from venue_kiosk.config import parse_programme, read_config_bytes
from venue_kiosk.domain.paper_slip import PrintedSlip
from venue_kiosk.errors import KioskError, UsageError
from venue_kiosk.i18n import _
from venue_kiosk.services.passphrases import event_words, make_passphrase, require_strong
from venue_kiosk.services.slips import slip_file_name


def make_new_event(
    installation: Installation,
    folder: Path,
    programme_path: Path,
    answer: StreamAnswer,
    *,
    given_for: str | None,
    card_file: str | None = None,
) -> int:
    """Make the event; passphrases that nobody gave are generated and shown this once."""
    content = read_config_bytes(programme_path)
    programme = parse_programme(content, name=programme_path.name)
    ids = [handler.id for handler in programme.handlers]
    given: dict[str, str] = {}
    if given_for is not None:
        if given_for not in ids:
            raise UsageError(_("The programme reports no handler {id}.", id=given_for))
        given[given_for] = own = read_passphrase()
        near = event_words(programme)
        require_strong(own, with_card=programme.uses_key_card, near=near)
    generated = {each: make_passphrase(installation.tokens) for each in ids if each not in given}
    slip_file = folder.with_name(slip_file_name(folder.name, "opening"))
    require_new(slip_file)
    require_card_file(programme, card_file)
    event = make_event(installation, folder, content, {**generated, **given})
    made = event.slip
    answer.say(_("Event made: {title}", title=programme.title))
    for line in slip_lines(made):
        answer.say(line)
    for handler_id, passphrase in generated.items():
        answer.say(_("Passphrase of {id}: {passphrase}", id=handler_id, passphrase=passphrase))
    if generated:
        answer.say(_("The passphrases are shown this once. Give each to its handler on paper."))
    if event.key_card is not None and card_file is not None:
        card = CardToPrint(event.key_card, made.event_id, programme)
        print_card(installation, card, card_file, answer)
    printed = _print_slip(installation, content, made, slip_file, answer)
    if answer.wants_json:
        answer.give(
            {
                "event_id": made.event_id,
                "event_key": made.identity and made.identity.event_key,
                "count": made.count,
                "head": made.head,
                "opening_slip": str(slip_file) if printed else None,
                "passphrases": generated,
            }
        )
    return 0


def _print_slip(
    installation: Installation,
    programme_file: bytes,
    made: PrintedSlip,
    path: Path,
    answer: StreamAnswer,
) -> bool:
    """Write the slip's PDF; the event stands already, so a failure is only told."""
    try:
        write_new(path, slip_pdf(installation, made, programme_file))
    except KioskError as error:
        answer.say(_("The opening slip was not printed: {reason}", reason=error.message))
        answer.say(_("Print it with: kiosk audit slip EVENT --kind opening --out FILE.pdf"))
        return False
    answer.say(_("Opening slip for the ward, to be printed and signed: {file}", file=path.name))
    return True
