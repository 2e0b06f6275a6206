"""What people are told once an event is erased: what remains, and what to do now."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from venue_kiosk.domain.certificate.file import Certificate
from venue_kiosk.domain.hand_over import TOTALS_FILE
from venue_kiosk.i18n import _


def tell_verdict(certificate: Certificate) -> Sequence[str]:
    """Return how it ended, in two or three sentences."""
    if certificate.verdict == "PASS":
        return [
            _("Checked. The certificate has been made."),
            _("PASS (extent of the check: {level})", level=_(_LEVELS[certificate.level])),
        ]
    found = ", ".join(
        f"{each.rule} {each.code} {each.subject}".rstrip() for each in certificate.reasons
    )
    return [
        _(
            "The check met a problem. No certificate is made. Tell the handling manager."
            " (What: {what})",
            what=found,
        ),
        _("The signed record on the medium says what was done and what was not."),
    ]


def tell_remains(certificate: Certificate, folder: Path) -> Sequence[str]:
    """Return what is left of the event in its ``folder``: files without personal data."""
    lines = [_("What remains (no personal data):")]
    if certificate.document == "certificate":
        lines.append(_("- the certificate (erasure-certificate.json, its signatures, the PDF)"))
    else:
        lines.append(_("- the record of the erasure (erasure-certificate.json, its signatures)"))
    lines.append(_("- the record made before erasing (erasure-started.json)"))
    lines.append(_("- the operation log ({n} lines)", n=certificate.audit.count))
    lines.append(_("- the public keys for checking"))
    if (folder / TOTALS_FILE).is_file():
        lines.append(_("- the totals for the reports (totals.json)"))
    lines.append(_("In the folder: {folder}", folder=folder))
    return lines


def tell_next_steps(certificate: Certificate) -> Sequence[str]:
    """Return what people do now, in order."""
    steps = [
        _("Close the kiosk and switch the laptop off. Keys in its memory end only then."),
        _("Print the PDF. The two people and the manager write their names on it by hand."),
        _("Write the time of switching off on the printed certificate."),
        _("Count the paper (applications, FAX sheets, questionnaires) and return it to the ward."),
        _("Give the medium with all its files to the ward. It checks them with “kiosk verify”."),
    ]
    if certificate.verdict != "PASS":
        steps[1:3] = [_("Keep the medium and tell the ward what the record says.")]
    if certificate.media.later_purge_required:
        steps.append(_("Before this laptop is given away or scrapped, have its whole disk purged."))
    return [f"{number}. {step}" for number, step in enumerate(steps, 1)]


_LEVELS: Final = {
    "full": "the whole storage volume",
    "basic": "the files of this software",
}
