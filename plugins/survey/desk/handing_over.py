"""What the ward gets of the survey: every answer without a person, and the report of a session."""

from plugins.survey.desk.results import Results
from plugins.survey.desk.store import SurveyStore
from plugins.survey.reading_lines import Answer, Reading
from plugins.survey.tally.counting import IDENTIFYING
from plugins.survey.tally.report_paper import set_report
from venue_kiosk.api import (
    HandOverList,
    HandOverPaper,
    ListColumn,
    Material,
    Paper,
    Papers,
    Typesetter,
)

_TITLES = ("回", "アンケート", "ページ", "状態", "回答")
_ITEM = "survey_answers"


def compose_material(store: SurveyStore, results: Results, typesetter: Typesetter) -> Material:
    """Return one row for each page, in the order of random names, and a report a session."""
    rows = [
        (f"第{batch.session_no}回", f"{batch.form_id} {batch.version}", *_cells(page.reading))
        for batch in store.batches()
        for page in store.pages(batch.batch_id)
    ]
    if not rows:
        return Material()
    columns = tuple(ListColumn(title, _ITEM) for title in _TITLES)
    answers = HandOverList(title="アンケート回答内容", columns=columns, rows=tuple(rows))
    papers = []
    for group in results.groups():
        tables = results.tables(group)
        pdf = set_report(
            tables,
            results.notes(group),
            comparison=results.comparison(group, tables),
            typesetter=typesetter,
        )
        title = f"アンケート集計 第{group.session_no}回 {group.form_id} {group.version}"
        papers.append(HandOverPaper(title=title, pdf=pdf))
    return Material(lists=(answers,), papers=tuple(papers))


def compose_numbers(results: Results) -> Papers:
    """Return what the performance report says: given out, collected, and the rate."""
    facts: list[tuple[str, int]] = []
    groups = results.groups()
    for group in groups:
        which = f"第{group.session_no}回 " if len(groups) > 1 else ""
        given_out = results.notes(group).given_out
        collected = results.tables(group).counts.pages.collected
        if given_out is not None:
            facts.append((f"{which}配布", given_out))
        facts.append((f"{which}回収", collected))
        if given_out:
            facts.append((f"{which}回収率（%）", round(collected * 100 / given_out)))
    values = {"title": "アンケート", "facts": facts}
    return Papers((Paper(kind="totals", number="survey", values=values),) if facts else ())


def _cells(reading: Reading) -> tuple[str, str, str]:
    side = "" if reading.page is None else str(reading.page)
    state = "duplicate" if reading.is_duplicate else reading.status
    said = "; ".join(f"{key}={_said(answer)}" for key, answer in reading.answers.items())
    return side, state, said


def _said(answer: Answer) -> str:
    """Return an answer as codes, as 98 and 99 where it is none, or as what was typed."""
    if answer.state == "no_answer":
        return "99"
    if answer.state == "invalid":
        return f"98({','.join(answer.codes)})"
    if IDENTIFYING in answer.flags:
        return "個人がわかる記述"
    return answer.value or ",".join(answer.codes) or "記入あり"
