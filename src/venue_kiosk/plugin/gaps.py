"""What stands where a plugin should have answered and failed."""

from venue_kiosk.api import (
    Actor,
    GreetingLine,
    Missing,
    Objection,
    Paper,
    Papers,
    StatusLine,
)


def failed_judge(_name: str, words: str) -> Objection:
    """Object: a judge that fails must not let anybody in."""
    return Objection(why="plugin_failed", text=words)


def failed_step_judge(_name: str, words: str) -> Missing:
    """Object: a judge that fails must not let a step be taken."""
    return Missing(code="plugin_failed", who=Actor.MANAGER, text=words)


def greeting_gap(name: str, words: str) -> GreetingLine:
    """Say at the desk which plugin could not greet."""
    return GreetingLine(plugin=name, text=words)


def paper_gap(_name: str, words: str) -> Papers:
    """Print which plugin's papers are missing."""
    return Papers((Paper(kind="gap", values={"text": words}),))


def status_gap(_name: str, words: str) -> StatusLine:
    """Say on the home screen which plugin could not count."""
    return StatusLine(text=words)
