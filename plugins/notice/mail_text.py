"""The wording of mails: plain text files in which words like ``{NAME}`` are filled in.

``{?KEY}`` at the start of a line keeps the line only when the value exists, ``{!KEY}`` only when
it does not. A line with a value of a session is repeated for each session; a line with nothing
left in it goes; a line that starts with ``#`` is a note to whoever edits the file. The first line
kept is the subject.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Final, TypeAlias

from plugins.notice.messages import _
from venue_kiosk.api import ConfigError

Values: TypeAlias = Mapping[str, str | None]
Render: TypeAlias = Callable[[str, str | None], str]

SESSION_KEYS: Final = frozenset({"SESSION_NO", "DATE", "STARTS", "DOORS"})
KEYS: Final = SESSION_KEYS | {
    "ALL_SESSIONS", "CANCEL_BY", "CHILDCARE_OPENS", "CHOSEN_SESSIONS", "CONTACT_BY", "CONTRACTOR",
    "DEPT", "DRAW", "FLOOR", "HOURS", "NAME", "PHONE", "PROGRAMME", "QR", "RECEPTION_NO", "SAMPLE",
    "SESSION_TOTAL", "STATION", "VENUE", "WAITLIST_ORDER", "WALK", "WARD", "WARD_PAPER",
}  # fmt: skip
"""Every word that a mail text may use in braces."""

_SUBJECT: Final = "件名:"
_NOTE: Final = "#"
_CONDITION: Final = re.compile(r"\{([?!])([A-Z_]+)\}")
_WORD: Final = re.compile(r"\{[?!]?([A-Z_]+)\}")


@dataclass(frozen=True, slots=True)
class MailText:
    """One file of wording, checked and not yet filled in."""

    file: str
    subjects: tuple[str, ...]
    lines: tuple[str, ...]

    def subject(self, values: Values) -> str:
        """Return the subject line, filled in.

        Raises:
            ConfigError: every subject line stands under a condition that does not hold.
        """
        wanted = next(_kept(self.subjects, values, [], _as_it_is), None)
        if wanted is None:
            raise _no_subject(self.file)
        return wanted.removeprefix(_SUBJECT).strip()

    def body(
        self, values: Values, sessions: Sequence[Values], render: Render | None = None
    ) -> Sequence[str]:
        """Return the lines below the subject, filled in.

        Args:
            values: what the words in braces stand for; nothing is looked for inside them.
            sessions: the further values of each session attended.
            render: turns a piece of text into markup, given the word it stands for or ``None``
                for wording; without it the lines are plain text.
        """
        lines = list(_kept(self.lines, values, sessions, render or _as_it_is))
        return [line for before, line in zip(["", *lines], lines, strict=False) if before or line]


def parse_mail_text(path: Path) -> MailText:
    """Read a file of wording.

    Raises:
        ConfigError: it is missing, has no subject, or uses an unknown word in braces.
    """
    try:
        numbered = list(enumerate(path.read_text("utf-8-sig").splitlines(), 1))
    except (OSError, UnicodeDecodeError):
        raise ConfigError(
            _("The mail text {file} is missing or not UTF-8 text.", file=path.name),
            _("Put the file back into the folder of the texts."),
        ) from None
    for number, line in numbered:
        _refuse_unknown_words(path.name, number, line)
    kept = [line for _number, line in numbered if not line.startswith(_NOTE)]
    subjects = list(takewhile(_is_subject, kept))
    if not subjects:
        raise _no_subject(path.name)
    return MailText(path.name, tuple(subjects), tuple(kept[len(subjects) :]))


def _is_subject(line: str) -> bool:
    return _CONDITION.sub("", line).startswith(_SUBJECT)


def _no_subject(file: str) -> ConfigError:
    return ConfigError(
        _("The mail text {file} does not start with a subject line.", file=file),
        _("Begin it with a line like 「件名: お知らせ」."),
    )


def _refuse_unknown_words(file: str, number: int, line: str) -> None:
    words = [] if line.startswith(_NOTE) else _WORD.findall(line)
    unknown = next((word for word in words if word not in KEYS), None)
    if unknown is not None:
        raise ConfigError(
            _(
                "Mail text {file}, line {line}: {word} is not a word that can be filled in.",
                file=file,
                line=number,
                word=f"{{{unknown}}}",
            ),
            _("Use one of: {words}", words=" ".join(sorted(KEYS))),
        )


def _kept(
    lines: Sequence[str], values: Values, sessions: Sequence[Values], render: Render
) -> Iterator[str]:
    for line in lines:
        per_session = not SESSION_KEYS.isdisjoint(_WORD.findall(line))
        for each in sessions if per_session else ({},):
            known = {**values, **each}
            filled = _filled(line, known, render)
            if _is_wanted(line, known) and (filled or not line):
                yield filled


def _is_wanted(line: str, values: Values) -> bool:
    return all(bool(values.get(word)) is (sign == "?") for sign, word in _CONDITION.findall(line))


def _filled(line: str, values: Values, render: Render) -> str:
    pieces = _WORD.split(_CONDITION.sub("", line))
    wording, words = pieces[::2], pieces[1::2]
    filled = [render(wording[0], None)]
    for word, after in zip(words, wording[1:], strict=True):
        filled += [render(values.get(word) or "", word), render(after, None)]
    return "".join(filled).rstrip()


def _as_it_is(text: str, word: str | None) -> str:
    del word
    return text
