"""One mail for one person: plain text, and HTML with the QR code in it.

The kiosk sends nothing; the office opens the file in its mail program and sends it.
"""

import html
import re
from collections.abc import Mapping, Sequence
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import getaddresses
from pathlib import Path
from typing import Any, Final

from plugins.notice.composing import Recipient, as_printed, compose_decision, compose_programme
from plugins.notice.mail_text import Values, parse_mail_text
from plugins.notice.messages import _
from plugins.notice.qr_matrix import qr_png
from venue_kiosk.api import ConfigError, Decision, Programme

TEXT_FILES: Final[Mapping[Decision, str]] = {
    Decision.ACCEPTED: "mail_confirmation.ja.txt",
    Decision.WAITLISTED: "mail_waitlist.ja.txt",
    Decision.NOT_SELECTED: "mail_not_selected.ja.txt",
}
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_QR_ID: Final = "qr@venue-kiosk.invalid"
_QR_IMAGE: Final = f'<img src="cid:{_QR_ID}" width="232" height="232" alt="QR コード">'
_HTML: Final = (
    '<!doctype html><html lang="ja"><head><meta charset="utf-8"></head>'
    '<body style="font-size:18px;line-height:1.7"><p>{lines}</p></body></html>'
)


class MailComposer:
    """Composes the mails of one programme."""

    def __init__(self, programme: Programme, texts: Path) -> None:
        """Read the wording from the folder ``texts``.

        Raises:
            ConfigError: the programme lacks the sender or the phone number, or a text is wrong.
        """
        self._programme = programme
        self._sender = _parse_sender(programme.notices.sender)
        self._common = _programme_values(programme)
        self._texts = {
            decision: parse_mail_text(texts / name) for decision, name in TEXT_FILES.items()
        }

    def compose(self, recipient: Recipient) -> bytes | None:
        """Return the mail as an ``.eml`` file, or nothing when no mail can reach the person."""
        to = parse_address(recipient[0].email or "")
        if to is None:
            return None
        text = self._texts[recipient[0].attendee.decision]
        decision = compose_decision(self._programme, recipient)
        values = self._values(recipient, decision)
        sessions = [_session_values(self._programme, session) for session in decision["sessions"]]
        message = EmailMessage(policy=SMTP)
        message["Subject"] = text.subject(values)
        message["From"] = self._sender
        message["To"] = to
        message["X-Unsent"] = "1"
        message.set_content("\n".join(text.body(values, sessions)) + "\n", cte="base64")
        _add_html(message, text.body(values, sessions, _as_html), decision["qr"])
        return message.as_bytes()

    def _values(self, recipient: Recipient, decision: Mapping[str, Any]) -> Values:
        attendee = recipient[0].attendee
        values = self._common | {
            "NAME": as_printed(attendee.name),
            "RECEPTION_NO": attendee.reception_no,
            "SAMPLE": self._programme.sample or attendee.sample,
            "WAITLIST_ORDER": attendee.waitlist_order,
            "ALL_SESSIONS": decision["all_sessions"],
            "CHOSEN_SESSIONS": decision["chosen_sessions"],
        }
        return {key: str(value) if value else None for key, value in values.items()}


def parse_address(text: str) -> Address | None:
    """Return the one mail address in ``text`` if every mail program understands it."""
    found = [] if _CONTROL.search(text) else getaddresses([text.strip()])
    if len(found) != 1:
        return None
    name, spec = found[0]
    local, _at, domain = spec.rpartition("@")
    if not (local and domain and spec.isascii()):
        return None
    try:
        return Address(display_name=name, addr_spec=spec)
    except (MessageError, ValueError, IndexError):
        return None


def _parse_sender(text: str) -> Address:
    sender = parse_address(text)
    if sender is None:
        raise ConfigError(
            _("The programme has no usable sender address for mails (notices.sender)."),
            _("Add the address of the account that sends them to the programme's file."),
        )
    return sender


def _programme_values(programme: Programme) -> dict[str, Any]:
    values = compose_programme(programme)
    renamed = {
        "PROGRAMME": values["title"],
        "WARD": values["client"],
        "DEPT": values["section"],
        "WALK": values["walk_minutes"],
    }
    return renamed | {key.upper(): value for key, value in values.items()}


def _session_values(programme: Programme, session: Mapping[str, Any]) -> Values:
    return {
        "SESSION_NO": str(session["number"]) if len(programme.sessions) > 1 else None,
        "DATE": session["date"],
        "STARTS": session["starts"],
        "DOORS": session["doors"],
    }


def _add_html(message: EmailMessage, lines: Sequence[str], rows: Sequence[str] | None) -> None:
    message.add_alternative(_HTML.format(lines="<br>\n".join(lines)), "html", cte="base64")
    page = message.get_body(("html",))
    if rows is None or page is None:
        return
    page.add_related(
        qr_png(rows), "image", "png", cid=f"<{_QR_ID}>", disposition="inline", filename="qr.png"
    )


def _as_html(text: str, word: str | None) -> str:
    match word:
        case "QR":
            return _QR_IMAGE
        case "RECEPTION_NO":
            return f'<strong style="font-size:1.5em">{html.escape(text)}</strong>'
        case _:
            return html.escape(text)
