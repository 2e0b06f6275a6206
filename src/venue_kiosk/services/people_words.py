"""An account in words, for lists on screens and at the command line."""

from typing import Final

from venue_kiosk.domain.handler import Duty, HandlerRole
from venue_kiosk.domain.person import Person
from venue_kiosk.i18n import N_, _

ROLE_WORDS: Final = {
    HandlerRole.SECURITY_OFFICER: N_("security officer"),
    HandlerRole.HANDLING_MANAGER: N_("handling manager"),
    HandlerRole.HANDLER: N_("handler"),
    HandlerRole.AUDITOR: N_("auditor (ward)"),
    HandlerRole.WITNESS: N_("witness"),
}
DUTY_WORDS: Final = {
    Duty.RECEPTION: N_("reception"),
    Duty.FACILITATOR: N_("facilitator"),
    Duty.CHILDCARE: N_("childcare"),
    Duty.SURVEY: N_("survey"),
}


def tell_person(person: Person, *, wrong: int = 0) -> tuple[str, str, str, str]:
    """Return id, role with duties, dates, and what is remarkable."""
    return person.handler_id, tell_role(person), _dates(person), tell_state(person, wrong=wrong)


def tell_role(person: Person) -> str:
    """Return role and duties."""
    handler = person.handler
    duties = [_(DUTY_WORDS[duty]) for duty in Duty if duty in handler.duties]
    return " ".join([_(ROLE_WORDS[handler.role]), *duties])


def tell_state(person: Person, *, wrong: int) -> str:
    """Return what keeps the person out, or how they come in."""
    if not person.is_current:
        return _("revoked")
    if person.handler.role is HandlerRole.WITNESS:
        return _("confirms at hand-over and erasure")
    if person.needs_passphrase:
        return _("needs a new passphrase")
    if wrong:
        return _("{n} wrong passphrases", n=wrong)
    missing = person.handler.trained is None or person.handler.reported is None
    if missing:
        return _("cannot sign in: a date is missing")
    return _("opens the kiosk") if person.opens else _("signs in on an opened kiosk")


def _dates(person: Person) -> str:
    trained, reported = person.handler.trained, person.handler.reported
    return _(
        "trained {trained}, reported {reported}",
        trained=trained.isoformat() if trained else "—",
        reported=reported.isoformat() if reported else "—",
    )
