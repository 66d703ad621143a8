"""Airwars tables: incidents, casualties by class, sources and belligerents' statements.

Column names as the archive's exports have them. An incident gives the harm reported for each class of people as
minimum and maximum, and what each belligerent concedes, which is a claim of that belligerent. Airwars documents
what local sources report: every figure of its own is a floor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ledger.intake.coding import Coder, Column, Draft, Known, Passed, place_of, range_of
from ledger.intake.dates import EITHER_WAY

CLASSES: dict[str, tuple[str, str]] = {
    "civilian_non_combatants": ("civilians", "Civilian"),
    "belligerents": ("belligerents", "Person directly participating in hostilities"),
    "member_of_armed_forces": ("members of armed forces", "Member of armed forces"),
    "persons_directly_participating_in_hostilities": (
        "people directly participating in hostilities",
        "Person directly participating in hostilities",
    ),
    "persons_hors_de_combat": ("people hors de combat", "Other protected person"),
    "civilian_role_in_military": ("civilians in military roles", "Civilian"),
    "medical_and_religious_personnel_state": ("medical and religious personnel", "Other protected person"),
    "medical_and_religious_personnel_non_state": (
        "medical and religious personnel of non-state forces",
        "Other protected person",
    ),
    "other_protected_persons": ("other protected persons", "Other protected person"),
    "undetermined": ("people of unknown status", "Unknown"),
}
"""The classes of people, with the group and status of their claims."""
_BELLIGERENTS = range(1, 9)
_HARM = (("killed", "killed"), ("injured", "injured"))
_CONCEDED = (("deaths", "killed"), ("injuries", "injured"))


def occasion(row: Coder) -> tuple[str, ...]:
    """What other rows must share to be about the same place and days."""
    return (row["location_name"], row["region"], row["date"], row["date_end"])


def incidents(row: Coder) -> list[Draft]:
    """What was reported of each class, and what each belligerent conceded."""
    if row["post_status"] in ("trash", "draft", "pending", "auto-draft"):
        raise Passed(f"post_status is {row['post_status']}")
    code = row["code"] or row["post_id"]
    start, end = row.day("date", *EITHER_WAY), row.day("date_end", *EITHER_WAY)
    common: Draft = {
        "place": place_of(row["location_name"], row["region"], row["country_name"]),
        "event_start": start,
        "event_end": end if end and end != start else "",
        "time_kind": "event",
        "event": f"Airwars incident {code}" if row.shared else "",
        "note": _note(row, code),
    }
    own = common | {"anonymity": "unattributed", "method": "documented"}
    drafts = []
    for name, (group, status) in CLASSES.items():
        for harm, measure in _HARM:
            figure = range_of(row.number(f"{name}_{harm}_min"), row.number(f"{name}_{harm}_max"))
            if _above_zero(figure):
                key = f"airwars:{code}:{name}:{harm}"
                drafts.append(own | figure | {"id": key, "measure": measure, "group": group, "status": status})
    drafts += [common | d for d in _conceded(row, code)]
    return drafts


def _conceded(row: Coder, code: str) -> Iterator[Draft]:
    for n in _BELLIGERENTS:
        who = row[f"belligerent_{n}_belligerent_name"]
        if not who:
            continue
        for harm, measure in _CONCEDED:
            least, most = f"belligerent_{n}_{harm}_conceded_min", f"belligerent_{n}_{harm}_conceded_max"
            figure = range_of(row.number(least), row.number(most))
            if figure and row[f"belligerent_{n}_assessment_slug"] not in ("", "not_yet_assessed"):
                yield figure | {
                    "id": f"airwars:{code}:conceded:{n}:{harm}",
                    "measure": measure,
                    "group": "civilians",
                    "status": "Civilian",
                    "attributed_to": who,
                    "anonymity": "named_organisation",
                }


def _above_zero(figure: Draft) -> bool:
    return any(figure.get(k) not in (None, "", "0") for k in ("value", "low", "high"))


def _note(row: Coder, code: str) -> str:
    grade = row["civilian_harm_status_slug"] or row["civilian_harm_status_name"]
    parts = (code, f"grade: {grade}" if grade else "", row["permalink"])
    return "; ".join(p for p in parts if p)


def casualties(row: Coder) -> list[Draft]:
    """The harm to one class of people in one incident; place and day stand in the table of incidents."""
    slug = row["casualty_type_slug"].replace("-", "_")
    group, status = CLASSES.get(slug, (row["casualty_type_name"], ""))
    drafts = []
    for harm, measure in _HARM:
        figure = range_of(row.number(f"{harm}_min"), row.number(f"{harm}_max"))
        if _above_zero(figure):
            drafts.append(
                figure
                | {
                    "id": f"airwars:{row['code']}:{slug}:{row['casualty_affiliation_slug']}:{row.line}:{harm}",
                    "measure": measure,
                    "group": group,
                    "status": status,
                    "event": f"Airwars incident {row['code']}",
                    "anonymity": "unattributed",
                    "method": "documented",
                    "note": row["permalink"],
                }
            )
    return drafts


def sources(row: Coder) -> list[Draft]:
    """A source is kept as a document of its own, without claims: it says what an incident rests on."""
    name, address = row["name"], row["url"]
    if not name and not address:
        raise Passed("names no source")
    title = f"{row['code']}: {name or address}"
    return [
        {
            "document": f"{title} ({address})" if name and address else title,
            "publisher": name,
            "published": row.day("date"),
            "url": address if re.match("https?://", address) else "",
        }
    ]


def statements(row: Coder) -> list[Draft]:
    """The figures that a belligerent gives in a statement, in its own words."""
    from ledger import edtf
    from ledger.extraction import extract
    from ledger.fields import columns

    words, who = row["statement"], row["belligerent_name"]
    if not words:
        raise Passed("the statement is empty")
    day = row.day("date")
    title = f"{row['code']}: statement of {who} ({row['hash'] or row['url'] or row.line})"
    drafts = []
    read = extract(words, document=title, published=edtf.parse(day).last if day else None)
    for number, draft in enumerate(read.drafts):
        own = {k: str(v) for k, v in columns(draft.record).items() if v is not None}
        own["group"] = own.pop("group_name", "")
        if not own.get("attributed_to"):
            own |= {"attributed_to": who, "anonymity": "named_organisation"}
        key = f"airwars:{row['code']}:statement:{row['hash'] or row.line}:{number}"
        drafts.append(own | {"id": key, "document": title, "published": day, "url": row["url"], "publisher": who})
    return drafts


_POST = (Column("post_id"), Column("post_status", "drafts are passed over"), Column("permalink", "kept in the note"))
_CODE = Column("code", "the id of the claim")
_CLASS_COLUMNS = tuple(
    Column(f"{name}_{harm}_{end}", "`low` and `high` of a claim, where above 0")
    for name in CLASSES
    for harm, _ in _HARM
    for end in ("min", "max")
)
_CONCEDED_COLUMNS = tuple(
    Column(f"belligerent_{n}_{part}", means)
    for n in _BELLIGERENTS
    for part, means in (
        ("belligerent_name", "`attributed_to` of what it concedes"),
        ("assessment_slug", "`not_yet_assessed` concedes nothing"),
        ("deaths_conceded_min", "`low`"),
        ("deaths_conceded_max", "`high`"),
        ("injuries_conceded_min", "`low`"),
        ("injuries_conceded_max", "`high`"),
    )
)
INCIDENTS = (
    *_POST,
    _CODE,
    Column("date", "`event_start`"),
    Column("date_end", "`event_end`"),
    Column("country_name", "`place`"),
    Column("region", "`place`"),
    Column("location_name", "`place`"),
    Column("civilian_harm_reported"),
    Column("civilian_harm_status_name", "kept in the note as grade"),
    Column("civilian_harm_status_slug", "kept in the note as grade"),
    *_CLASS_COLUMNS,
    *_CONCEDED_COLUMNS,
)
_URL = "https://airwars.org"

FORMATS = (
    Known(
        name="airwars-incidents",
        label="Airwars, incidents",
        dataset="Airwars incidents",
        publisher="Airwars",
        columns=INCIDENTS,
        needs=("code", "date", "location_name", "civilian_non_combatants_killed_min"),
        code=incidents,
        occasion=occasion,
        dates=("date", "date_end"),
        url=_URL,
    ),
    Known(
        name="airwars-casualties",
        label="Airwars, casualties by class",
        dataset="Airwars casualties",
        publisher="Airwars",
        columns=(
            *_POST,
            _CODE,
            Column("casualty_type_name", "`group`"),
            Column("casualty_type_slug", "`group` and `status`"),
            Column("casualty_affiliation_slug"),
            Column("killed_min", "`low`"),
            Column("killed_max", "`high`"),
            Column("injured_min", "`low`"),
            Column("injured_max", "`high`"),
        ),
        needs=("code", "casualty_type_slug", "killed_min", "killed_max"),
        code=casualties,
        url=_URL,
        notes="The table has neither place nor day: `event` ties its claims to the incident.",
    ),
    Known(
        name="airwars-statements",
        label="Airwars, belligerents' statements",
        dataset="Airwars statements",
        publisher="Airwars",
        columns=(
            Column("post_id"),
            _CODE,
            Column("belligerent_id"),
            Column("belligerent_name", "`publisher`, and `attributed_to` where the words name nobody else"),
            Column("belligerent_slug"),
            Column("date", "`published`"),
            Column("url", "`url`"),
            Column("statement", "read for figures, as a text is"),
            Column("hash"),
        ),
        needs=("code", "belligerent_name", "date", "statement"),
        code=statements,
        compiler=False,
        url=_URL,
    ),
    Known(
        name="airwars-sources",
        label="Airwars, sources",
        dataset="Airwars sources",
        publisher=None,
        columns=(
            *_POST,
            _CODE,
            Column("date", "`published`"),
            Column("name", "`publisher` of the document"),
            Column("language"),
            Column("url", "`url`"),
            Column("archive_url"),
            Column("media"),
            Column("hash"),
        ),
        needs=("code", "name", "url", "archive_url"),
        code=sources,
        compiler=False,
        ids=False,
        url=_URL,
        notes="Each source becomes a document without claims.",
    ),
)
