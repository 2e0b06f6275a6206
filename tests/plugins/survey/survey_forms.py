"""Questionnaires and their sheets, made once for all tests of the survey."""

from functools import cache
from pathlib import Path

from plugins.survey.definition import Definition
from plugins.survey.definition_parsing import read_definition
from plugins.survey.sheet.composing import compose_sheet
from plugins.survey.sheet.places import SheetPlan
from plugins.survey.sheet.printing import print_pdf
from venue_kiosk.adapters.typesetter import TypstTypesetter

SURVEYS = Path(__file__).resolve().parents[3] / "config" / "surveys"
SHIPPED = ("symposium-a", "active-b", "starter-c")


def definition_path(name: str) -> Path:
    return SURVEYS / f"{name}.toml"


@cache
def shipped(name: str) -> Definition:
    return read_definition(definition_path(name))


@cache
def sheet(name: str) -> SheetPlan:
    return compose_sheet(shipped(name))


@cache
def pdf_of(name: str) -> bytes:
    source = definition_path(name).read_bytes()
    return print_pdf(sheet(name), (), TypstTypesetter(), source=source)
