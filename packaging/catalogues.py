"""Bring the Japanese catalogues up to date with the source, and compile them.

    python packaging/catalogues.py [NEW.tsv ...]

Each line of a TSV is an English message, a tab and its Japanese; ``\\n`` stands for a line break.
Existing translations stay unless a TSV replaces them; messages no longer in the source go. What
is still without Japanese is printed, and the exit status is 1.
"""

import datetime as dt
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "N_": None}
UNCHANGING = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""So that a run without changes changes nothing."""


def main(tables: list[str]) -> int:
    new = {}
    for table in tables:
        new.update(read_table(Path(table)))
    owners = [("venue_kiosk", ROOT / "src" / "venue_kiosk")]
    owners += [
        (folder.name, folder)
        for folder in sorted((ROOT / "plugins").iterdir())
        if (folder / "messages.py").exists()
    ]
    host: set[str] = set()
    missing = 0
    for domain, folder in owners:
        missing += update(domain, folder, new, known_to_host=host)
        if domain == "venue_kiosk":
            host = {str(message.id) for message in read(folder, domain) if message.string}
    return 1 if missing else 0


def update(domain: str, folder: Path, new: dict[str, str], *, known_to_host: set[str]) -> int:
    before = {str(m.id): str(m.string) for m in read(folder, domain) if m.id and m.string}
    catalogue = Catalog(
        locale="ja",
        domain=domain,
        project="venue_kiosk",
        version="1",
        creation_date=UNCHANGING,
        revision_date=UNCHANGING,
        fuzzy=False,
    )
    catalogue.header_comment = f"# Japanese words of {domain}."
    missing = 0
    for file, _line, message, *_rest in extract_from_dir(folder, keywords=KEYWORDS):
        words = str(message)
        if words in known_to_host and words not in before:
            continue
        japanese = new.get(words) or before.get(words, "")
        if not japanese:
            print(f"{domain}/{file}\t{words!r}")
            missing += 1
            continue
        catalogue.add(words, japanese, locations=[(file, None)])
    target = folder / "locale" / "ja" / "LC_MESSAGES"
    target.mkdir(parents=True, exist_ok=True)
    with (target / f"{domain}.po").open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, omit_header=False)
    with (target / f"{domain}.mo").open("wb") as file:
        write_mo(file, catalogue)
    return missing


def read(folder: Path, domain: str) -> Catalog:
    path = folder / "locale" / "ja" / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def read_table(path: Path) -> dict[str, str]:
    pairs = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line)
    return {
        english.replace("\\n", "\n"): japanese.replace("\\n", "\n")
        for english, japanese, *_rest in pairs
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
