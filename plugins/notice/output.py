"""A folder of finished notices: either all files of a run are there, or none of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from plugins.notice.messages import _
from venue_kiosk.api import NotNowError, RefusedError

_UNFINISHED: Final = ".part"
_OWNER_ONLY: Final = 0o600


class NoticeFolder:
    """Where one run writes; files carry their names only when the run is complete."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: list[str] = []

    def write(self, name: str, content: bytes) -> None:
        """Write one file, readable by its owner only."""
        unfinished = self._folder / (name + _UNFINISHED)
        self._names.append(name)
        unfinished.touch(mode=_OWNER_ONLY)
        unfinished.write_bytes(content)

    def finish(self) -> tuple[Path, ...]:
        """Give every file its name and remove those of an earlier run; return the files."""
        made = tuple(self._folder / name for name in self._names)
        for path in made:
            path.with_name(path.name + _UNFINISHED).replace(path)
        for path in set(_notices_in(self._folder)) - set(made):
            path.unlink()
        return made


@contextmanager
def new_notices(folder: Path, *, replace: bool) -> Iterator[NoticeFolder]:
    """Give a place for the notices of one run; the caller calls ``finish`` inside the block.

    Raises:
        RefusedError: notices are there already and ``replace`` is not asked for.
        NotNowError: the folder or its disk does not take the files.
    """
    output = NoticeFolder(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not replace and any(True for _path in _notices_in(folder)):
            raise RefusedError(
                _("There are already notices in this folder: {folder}", folder=folder.name),
                _("Choose another folder, or say that they are to be replaced."),
            )
        _remove_unfinished(folder)
        yield output
    except OSError as error:
        raise NotNowError(
            _(
                "The notices cannot be written to the folder {folder}: {reason}",
                folder=folder.name,
                reason=error.strerror or type(error).__name__,
            ),
            _("Check the free space and the permissions of the folder, then try again."),
        ) from None
    finally:
        _remove_unfinished(folder)


def _notices_in(folder: Path) -> Iterator[Path]:
    return (path for path in folder.iterdir() if path.suffix in {".pdf", ".eml"})


def _remove_unfinished(folder: Path) -> None:
    for path in folder.glob("*" + _UNFINISHED):
        path.unlink(missing_ok=True)
