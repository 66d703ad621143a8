"""Daily casualties of Tech For Palestine: Gaza, the West Bank, Lebanon (JSON, or CSV with dotted names).

Fields that start with `ext_` fill gaps by extrapolation: they are no reports, and are never read. In the West Bank
a flash figure marked `fill` is the last one carried on, no report either. In Lebanon `killed_cum` of the second
phase is a sum made by the keepers; what the ministry reported stands in `killed_cum_reported`. A `report_period` of
0 hours means that the ministry gave no figures: those that stand there are the last ones carried on.
"""

from __future__ import annotations

from datetime import date, timedelta

from ledger.intake.coding import Coder, Column, Draft, Known, Passed
from ledger.intake.refusal import Refused

WAR = "2023-10-07"
TOTALS: dict[str, tuple[str, str, str]] = {
    "killed_cum": ("killed", "people", ""),
    "injured_cum": ("injured", "people", ""),
    "killed_children_cum": ("killed", "children", ""),
    "killed_women_cum": ("killed", "women", ""),
    "med_killed_cum": ("killed", "medical staff", ""),
    "press_killed_cum": ("killed", "journalists", ""),
    "civdef_killed_cum": ("killed", "rescue workers", ""),
    "famine_cum": ("excess_deaths", "people", "famine and malnutrition"),
    "child_famine_cum": ("excess_deaths", "children", "famine and malnutrition"),
    "aid_seeker_killed_cum": ("killed", "aid seekers", ""),
    "aid_seeker_injured_cum": ("injured", "aid seekers", ""),
    "injured_children_cum": ("injured", "children", ""),
    "displaced_persons_cum": ("displaced", "people", "by demolitions"),
    "displaced_children_cum": ("displaced", "children", "by demolitions"),
}
"""Running totals: measure, group and definition."""
PERIODS: dict[str, tuple[str, str, str]] = {
    "killed": ("killed", "people", ""),
    "injured": ("injured", "people", ""),
    "killed_children": ("killed", "children", ""),
    "injured_children": ("injured", "children", ""),
    "killed_recovered": ("bodies_found", "people", "recovered"),
    "killed_succumbed": ("killed", "people", "died of earlier wounds"),
    "killed_truce_new": ("killed", "people", "since the truce, newly counted"),
    "killed_committee": ("killed", "people", "added by the judicial committee"),
}
"""Counts of the reporting period."""
SOURCES = {
    "mohtel": ("Ministry of Health in Gaza", "Telegram"),
    "gmotel": ("Ministry of Health in Gaza", "Government Media Office in Gaza"),
    "unocha": ("Ministry of Health in Gaza", "UN OCHA"),
    "moph_lb": ("Lebanese Ministry of Public Health", ""),
    "ocha": ("Lebanese Ministry of Public Health", "UN OCHA"),
    "un": ("UN OCHA", ""),
}
"""Who counts, and through whom it came, by the keepers' word for the source."""


def _speaker(row: Coder, column: str) -> tuple[str, str]:
    word = row[column]
    if word not in SOURCES:
        raise Refused(f"column {column}", word or None, "is not a known source", f"write one of: {', '.join(SOURCES)}")
    return SOURCES[word]


def _drafts(
    row: Coder, area: str, who: str, through: str, *, prefix: str = "", definition: str = "", event: str = ""
) -> list[Draft]:
    """The claims of one report: the totals it gives, and the counts of its period."""
    on = row.day("report_date")
    key = area.lower().replace(" ", "-")
    common: Draft = {
        "document": f"{area}: report of {on}" + (f" ({definition})" if definition else ""),
        "published": on,
        "place": area,
        "attributed_to": who,
        "anonymity": "named_organisation",
        "relayed_by": through,
        "event": event,
    }
    drafts = []
    carried = ("killed_cum", "injured_cum") if row.count("report_period") == 0 else ()
    for name, (measure, group, counts) in TOTALS.items():
        value = row.number(prefix + name)
        if value and name not in carried:
            drafts.append(
                common
                | {
                    "id": f"t4p:{key}:{on}:{prefix}{name}",
                    "measure": measure,
                    "group": group,
                    "value": value,
                    "as_of": on,
                    "time_kind": "cumulative",
                    "counted_from": "" if event else WAR,
                    "definition": "; ".join(d for d in (definition, counts) if d),
                }
            )
    window = _window(row, on)
    for name, (measure, group, counts) in PERIODS.items():
        value = row.number(prefix + name)
        if value and window:
            drafts.append(
                common
                | {
                    "id": f"t4p:{key}:{on}:{prefix}{name}",
                    "measure": measure,
                    "group": group,
                    "value": value,
                    "event_start": window,
                    "event_end": on,
                    "event": "",
                    "time_kind": "period",
                    "definition": "; ".join(d for d in (definition, counts) if d),
                }
            )
    return drafts


def _window(row: Coder, on: str) -> str:
    """The first day of the reporting period; empty where its length is not stated in whole days."""
    hours = row.count("report_period")
    if hours is None:
        return on
    if hours == 0 or hours % 24 or hours > 24 * 400:
        return ""
    return (date.fromisoformat(on) - timedelta(days=hours // 24 - 1)).isoformat()


def gaza(row: Coder) -> list[Draft]:
    """A day's report of the ministry or the media office."""
    if row["report_source"] == "missing":
        raise Passed("no report on that day")
    return _drafts(row, "Gaza Strip", *_speaker(row, "report_source"))


def lebanon(row: Coder) -> list[Draft]:
    """A report on Lebanon; the totals as reported, which start again with a phase."""
    who, through = _speaker(row, "report_source")
    phase = row["phase"]
    reported = _Reported(row)
    return _drafts(reported, "Lebanon", who, through, event=f"Lebanon, phase {phase}" if phase else "")


class _Reported(Coder):
    """A row whose totals are those that were reported, where both are given."""

    def __init__(self, row: Coder) -> None:
        self._of = row
        self.line, self.shared, self.passed, self.orders = row.line, row.shared, row.passed, row.orders

    def __getitem__(self, column: str):  # type: ignore[no-untyped-def]  # noqa: ANN204
        reported = self._of[f"{column}_reported"]
        return reported or self._of[column]


def west_bank(row: Coder) -> list[Draft]:
    """The flash figures, and those that OCHA verified later: two counts of one toll."""
    drafts = []
    if row["flash_source"] != "fill":
        drafts += _drafts(row, "West Bank", *_speaker(row, "flash_source"), definition="flash")
    return drafts + _drafts(row, "West Bank", "UN OCHA", "", prefix="verified.", definition="verified")


def _columns(*names: str) -> tuple[Column, ...]:
    said = {**dict.fromkeys(TOTALS, "a running total"), **dict.fromkeys(PERIODS, "a count of the reporting period")}
    return tuple(Column(n, said.get(n.removeprefix("verified."), _SAID.get(n, ""))) for n in names)


_SAID = {
    "report_date": "`published` and `as_of`",
    "report_source": "`attributed_to`; `missing` is passed over",
    "report_period": "hours that the report covers: `event_start`",
    "flash_source": "`attributed_to`; figures of `fill` are passed over",
    "phase": "`event`: the count starts again",
    "killed_cum_reported": "read in the place of killed_cum",
    "injured_cum_reported": "read in the place of injured_cum",
}
_ELSEWHERE = ("injured_children_cum", "killed_children", "injured_children")
_GAZA = tuple(n for n in (*TOTALS, *PERIODS) if n not in _ELSEWHERE)
_VERIFIED = ("killed", "injured", "killed_children", "injured_children")
_URL = "https://data.techforpalestine.org"
_KEEPER = "Tech For Palestine"


FORMATS = (
    Known(
        name="t4p-west-bank",
        label="Tech For Palestine, West Bank daily",
        dataset="Tech For Palestine, West Bank",
        publisher=_KEEPER,
        columns=_columns(
            "report_date",
            "flash_source",
            "killed_cum",
            "killed_children_cum",
            "injured_cum",
            "injured_children_cum",
            "displaced_persons_cum",
            "displaced_children_cum",
            "settler_attacks_cum",
            *(f"verified.{n}{c}" for n in _VERIFIED for c in ("", "_cum")),
        ),
        needs=("report_date", "flash_source", "killed_cum"),
        code=west_bank,
        url=_URL,
    ),
    Known(
        name="t4p-lebanon",
        label="Tech For Palestine, Lebanon daily",
        dataset="Tech For Palestine, Lebanon",
        publisher=_KEEPER,
        columns=_columns(
            "report_date",
            "report_source",
            "report_period",
            "phase",
            "killed",
            "injured",
            "killed_cum",
            "injured_cum",
            "killed_cum_reported",
            "injured_cum_reported",
        ),
        needs=("report_date", "report_source", "phase", "killed_cum"),
        code=lebanon,
        url=_URL,
    ),
    Known(
        name="t4p-gaza",
        label="Tech For Palestine, Gaza daily",
        dataset="Tech For Palestine, Gaza",
        publisher=_KEEPER,
        columns=_columns("report_date", "report_source", "report_period", "massacres_cum", *_GAZA),
        needs=("report_date", "report_source", "report_period", "killed_cum"),
        code=gaza,
        never=("phase",),
        url=_URL,
        notes="Fields that start with `ext_` are extrapolated, and are not read.",
    ),
)
