"""Every sentence of the host and of each plugin is there in Japanese, whole and compiled."""

import gettext
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Owner:
    """Who says the sentences: the host or one plugin."""

    domain: str
    folder: Path

    @property
    def compiled(self) -> Path:
        return self.folder / "locale" / "ja" / "LC_MESSAGES" / f"{self.domain}.mo"

    def messages(self) -> dict[str, str]:
        """Every message in the source, with the place of its first use."""
        found: dict[str, str] = {}
        for file, line, message, *_ in extract_from_dir(
            self.folder, keywords={"_": None, "N_": None}
        ):
            found.setdefault(str(message), f"{self.folder.name}/{file}:{line}")
        return found

    def catalogue(self) -> Catalog:
        source = self.compiled.with_suffix(".po")
        if not source.exists():
            return Catalog()
        with source.open("rb") as file:
            return read_po(file, abort_invalid=True)

    def japanese(self) -> dict[str, str]:
        """Every finished translation, by its English message."""
        return {m.id: m.string for m in self.catalogue() if m.id and m.string and not m.fuzzy}


HOST = Owner("venue_kiosk", ROOT / "src" / "venue_kiosk")
OWNERS = [
    HOST,
    *(
        Owner(folder.name, folder)
        for folder in sorted((ROOT / "plugins").iterdir())
        if (folder / "messages.py").exists()
    ),
]
each_owner = pytest.mark.parametrize("owner", OWNERS, ids=lambda owner: owner.domain)


@each_owner
def test_every_sentence_has_its_japanese(owner: Owner) -> None:
    known = HOST.japanese() | owner.japanese()
    assert [(at, words) for words, at in owner.messages().items() if words not in known] == []


@each_owner
def test_no_translation_is_left_over(owner: Owner) -> None:
    assert sorted(set(owner.japanese()) - set(owner.messages())) == []


@each_owner
def test_a_translation_has_the_placeholders_of_its_sentence(owner: Owner) -> None:
    different = [
        english
        for english, japanese in owner.japanese().items()
        if set(placeholders(english)) != set(placeholders(japanese))
    ]
    assert different == []


@each_owner
def test_the_compiled_words_are_the_written_ones(owner: Owner) -> None:
    with owner.compiled.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    old = [en for en, ja in owner.japanese().items() if compiled.gettext(en) != ja]
    assert old == []


def placeholders(sentence: str) -> Iterator[str]:
    return (name for _, name, *_ in string.Formatter().parse(sentence) if name)
