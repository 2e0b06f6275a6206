"""Reading a definition file (``venue-survey/1``): every fault at once, each with its place."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from plugins.survey.cross_checks import check_whole
from plugins.survey.definition import CrossTab, Definition
from plugins.survey.messages import _
from plugins.survey.question_parsing import parse_question
from plugins.survey.toml_fields import Fault, Table
from venue_kiosk.api import UsageError

FORMAT: Final = "venue-survey/1"
MOST_BYTES: Final = 2**20
MOST_COPIES: Final = 500
_SHOWN: Final = 40


class DefinitionError(UsageError):
    """A definition file cannot be used; ``faults`` are all of its faults."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        lines = [str(fault) for fault in faults[:_SHOWN]]
        if len(faults) > _SHOWN:
            lines.append(_("{n} more.", n=len(faults) - _SHOWN))
        said = _("{file} cannot be used as a questionnaire.", file=name)
        super().__init__("\n".join([said, *lines]), _("Correct the file and try again."))
        self.faults = tuple(faults)


def read_definition(path: Path) -> Definition:
    """Return the definition in a file.

    Raises:
        DefinitionError: it cannot be read, or has faults.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        raise DefinitionError(path.name, [Fault("", _("The file cannot be opened."))]) from None
    return parse_definition(content, name=path.name)


def parse_definition(content: bytes, *, name: str) -> Definition:
    """Return the definition in a file's bytes; ``name`` is what complaints call it.

    Raises:
        DefinitionError: with every fault that was found.
    """
    faults: list[Fault] = []
    tree = _tree(content, faults)
    if not faults:
        definition = _definition(Table(tree, "", faults), name)
        if not faults:
            return definition
    raise DefinitionError(name, faults)


def _tree(content: bytes, faults: list[Fault]) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        faults.append(Fault("", _("The file is larger than {n} KiB.", n=MOST_BYTES // 1024)))
        return {}
    try:
        return tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        faults.append(Fault("", _("The file is not UTF-8 text.")))
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault("", _("The file is not TOML: {reason}", reason=error)))
    except RecursionError:
        faults.append(Fault("", _("The file is not TOML: {reason}", reason=_("nested too deep"))))
    return {}


def _definition(top: Table, name: str) -> Definition:
    top.choice("format", [FORMAT])
    if top.faults:
        raise DefinitionError(name, top.faults)  # made for another program: its keys mean nothing
    sheet, reporting = top.table("sheet"), top.table("reporting")
    sheet.choice("paper", ["A4"], "A4")
    tables = top.tables("questions", least=1)
    cross_tabs = top.tables("cross_tabs", most=50, needed=False)
    definition = Definition(
        id=top.text("id", pattern=r"[a-z][a-z0-9-]{0,23}"),
        version=top.text("version", pattern=r"[0-9][0-9.]{0,7}"),
        language=top.choice("language", ["ja", "en"]),
        title=top.text("title"),
        intro=top.text("intro", breaks=True).strip(),
        sides=sheet.whole("sides", 1, least=1, most=2),
        mark=sheet.choice("mark", ["number", "box"], "number"),
        serial=sheet.choice("serial", ["none", "batch"], "none"),
        copies=sheet.whole("copies", 1, least=1, most=MOST_COPIES),
        suppress_below=reporting.whole("suppress_below", 5, least=0, most=1000),
        cross_tabs=tuple(CrossTab(each.text("rows"), each.text("columns")) for each in cross_tabs),
        questions=tuple(parse_question(each) for each in tables),
    )
    for table in (top, sheet, reporting, *cross_tabs):
        table.refuse_others()
    check_whole(definition, top, tables, cross_tabs)
    return definition
