"""Plugins run from their source: compiled code that lies in their folders is never run.

A digest covers sources. Python prefers compiled code beside them, as long as size and time of the
source fit, which anybody can write; so plugins get a place for compiled code in the installation.
"""

import pickle
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Final

_PLACE: Final = Path(sys.prefix) / "kiosk-bytecode"


class _Loader(SourceFileLoader):
    """Loads one module of a plugin."""

    def get_code(self, fullname: str) -> CodeType | None:
        """Return the module's code, compiled from its source or by this kiosk itself before."""
        before = sys.pycache_prefix
        sys.pycache_prefix = str(_PLACE)
        try:
            return super().get_code(fullname)
        finally:
            sys.pycache_prefix = before


class _Finder(MetaPathFinder):
    """Finds what Python would find, sources only."""

    def __init__(self, package: str) -> None:
        self._package = package

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Return the module with a loader that leaves compiled code beside it alone."""
        if fullname.partition(".")[0] != self._package:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


def run_from_source(package: str) -> None:
    """Let every module of ``package`` that is imported from now on run from its source."""
    if not any(isinstance(each, _Finder) for each in sys.meta_path):
        sys.meta_path.insert(0, _Finder(package))


def begin_from_source(package: str, call: bytes, *given: object) -> None:
    """Be the first thing that a plugin's own process runs: unpickle ``call``, then call it.

    Such a process finds modules as any Python does until it is told.
    """
    run_from_source(package)
    pickle.loads(call)(*given)  # noqa: S301 - made by the process that started this one
