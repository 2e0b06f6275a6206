"""The options of a question as lines: what to press, what is chosen, what it says."""

from collections.abc import Collection, Sequence

from rich.cells import cell_len

from plugins.survey.answer_keys import AnswerKey
from plugins.survey.screens.code_pad import CodePad


def option_lines(
    key: AnswerKey, pad: CodePad, chosen: Collection[str], *, width: int
) -> Sequence[str]:
    """Return the options, several on a line where they fit; ``●`` marks the chosen ones."""
    words = [_option(each.code, each.label, pad, chosen) for each in key.choices]
    lines: list[str] = []
    for each in words:
        joined = f"{lines[-1]}   {each}" if lines else each
        if lines and cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(each)
    return lines


def _option(code: str, label: str, pad: CodePad, chosen: Collection[str]) -> str:
    sign = "●" if code in chosen else "○"
    pressed = pad.key_of(code)
    printed = "" if code.lstrip("0") == pressed.lstrip("0") else f"{code}: "
    return f"{pressed}{sign}{printed}{label}"
