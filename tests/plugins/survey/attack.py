"""A reader who has every file of one run and works out what is hidden.

It knows nothing of how counts are hidden: it reads the CSV files, writes down which numbers add
up to which, and tries all whole numbers from 0 that fit.
"""

import csv
import io

MOST = 60
"""No count is above it."""


class Attack:
    """Equations between what is shown and what is hidden."""

    def __init__(self, files, form, *, left_out):
        self.hidden = {}
        self._sums = []
        rows = self._rows(files["totals.csv"])
        totals = {}
        for key in form.keys:
            lines = [row for row in rows if row["key"] == key.key]
            if key.is_choice and not key.top_only:
                totals |= self._read_key(key, lines)
        for pair in form.cross_tabs:
            self._read_table(pair, files[f"{pair.name}.csv"], totals, left_out[pair.name])

    def _rows(self, content):
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))

    def _number(self, text, name):
        """Return a constant, or an unknown by its name."""
        if text != "x":
            return int(text)
        self.hidden[name] = None
        return name

    def _read_key(self, key, lines):
        shown = {(line["line"], line["code"]): line for line in lines}
        options = {
            code: self._number(shown["option", code]["count"], (key.key, code))
            for code in key.codes
        }
        if key.kind == "multiple":
            answers = self._number(shown["answers", ""]["count"], (key.key, "answers"))
            self._sums.append(([*options.values()], answers))
        else:
            rest = [int(shown[line]["count"]) for line in
                    (("invalid", "98"), ("no_answer", "99"), ("unconfirmed", "97"))]  # fmt: skip
            base = int(shown["base", ""]["count"])
            self._sums.append(([*options.values(), *rest], base))
            self._read_scale(key, shown, options)
        return {(key.key, code): value for code, value in options.items()}

    def _read_scale(self, key, shown, options):
        """A percentage of a scale tells the sum of its points when only one sum rounds to it."""
        points = [choice.code for choice in key.choices if not choice.outside]
        for code in points if key.kind == "scale" else ():
            share, n = shown["option", code]["percent_of_scale"], options[code]
            if share in ("x", "") or n == 0:
                continue
            fits = [whole for whole in range(n, MOST + 1) if _percent(n, whole) == share]
            if len(fits) == 1:
                self._sums.append(([options[each] for each in points], fits[0]))
                return

    def _read_table(self, pair, content, totals, left_out):
        rows = [row.split(",") for row in content.decode("utf-8-sig").split("\r\n")[1:-1]]
        codes = [*pair.columns.codes, "99", "total"]
        cells = {}
        for row in rows:
            for code, text in zip(codes, row[2:], strict=True):
                cells[row[0], code] = self._number(text, (pair.name, row[0], code))
        row_codes = [*pair.rows.codes, "99", "total"]
        if pair.columns.kind != "multiple":
            for row in row_codes:
                self._sums.append(([cells[row, c] for c in codes[:-1]], cells[row, "total"]))
        for code in codes:
            self._sums.append(([cells[r, code] for r in row_codes[:-1]], cells["total", code]))
        if not left_out:
            for code in pair.rows.codes:
                self._sums.append(([cells[code, "total"]], totals[pair.rows.key, code]))
            for code in pair.columns.codes:
                self._sums.append(([cells["total", code]], totals[pair.columns.key, code]))

    def allows(self, name, value):
        """Say whether a hidden number could be ``value``."""
        return _solvable([*self._equations()], {name: value})

    def _equations(self):
        for parts, total in self._sums:
            signed = [*((1, part) for part in parts), (-1, total)]
            constant = sum(sign * each for sign, each in signed if isinstance(each, int))
            terms = [(sign, each) for sign, each in signed if not isinstance(each, int)]
            if terms:
                yield terms, constant


def _percent(part, whole):
    tenths = int(part * 1000 / whole + 0.5)
    return f"{tenths // 10}.{tenths % 10}"


def _solvable(equations, known):
    """Try every value; an equation with one unknown decides it."""
    left = []
    for terms, constant in equations:
        unknown = [(sign, name) for sign, name in terms if name not in known]
        rest = constant + sum(sign * known[name] for sign, name in terms if name in known)
        if not unknown:
            if rest:
                return False
        elif len(unknown) == 1:
            [(sign, name)] = unknown
            value = -rest * sign
            return value >= 0 and _solvable(equations, known | {name: value})
        elif all(sign == 1 for sign, _name in unknown) and rest > 0:
            return False
        else:
            left.append((unknown, rest))
    if not left:
        return True
    terms, rest = min(left, key=lambda each: len(each[0]))
    positive = all(sign == 1 for sign, _name in terms)
    limit = min(-rest, MOST) if positive else MOST
    name = next(name for sign, name in terms if sign == 1)
    return any(_solvable(equations, known | {name: value}) for value in range(limit + 1))
