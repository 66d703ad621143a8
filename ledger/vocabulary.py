"""The closed vocabularies, each term with the label people see and the system it was taken from.

The CHECK lists of schema.sql hold the same terms; a test compares them. Output always uses the printed
spelling; `parse` also takes the input spellings listed in ALSO_ACCEPTED.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A term of a closed vocabulary: its value is the printed spelling."""

    label: str
    origin: str

    def __new__(cls, value: str, label: str = "", origin: str = "") -> Self:
        term = str.__new__(cls, value)
        term._value_ = value
        term.label = label
        term.origin = origin
        return term

    @classmethod
    def parse(cls, text: str) -> Self:
        """Give the term that `text` spells; ValueError names the terms there are."""
        key = text.strip()
        folded = key.casefold().replace("-", "_").replace(" ", "_")
        folded = ALSO_ACCEPTED.get(cls.__name__, {}).get(folded, folded)
        for term in cls:
            if key == term.value or folded == term.value.casefold().replace("-", "_").replace(" ", "_"):
                return term
        raise ValueError(f"{text!r} is not one of: {', '.join(t.value for t in cls)}")


class Qualifier(Term):
    """How a figure was qualified; what each commits to is decided in `figures.read` alone."""

    EXACT = "exact", "", "Helix: Exact"
    ABOUT = "about", "about", "Helix: Approximately"
    MORE_THAN = "more_than", "more than", "Helix: More than"
    AT_LEAST = "at_least", "at least", "Radford et al.: minimum"
    LESS_THAN = "less_than", "fewer than", "Helix: Less than"
    AT_MOST = "at_most", "at most", "ours"
    UP_TO = "up_to", "up to", "Radford et al.: maximum"
    NEARLY = "nearly", "nearly", "ours"
    BETWEEN = "between", "between", "Airwars, Iraq Body Count: minimum and maximum"
    VAGUE = "vague", "", "ACLED: coding of words such as dozens"


class Measure(Term):
    """What a figure counts."""

    KILLED = "killed", "killed", "HXL #affected+killed"
    INJURED = "injured", "injured", "HXL #affected+injured"
    CASUALTIES = "casualties", "killed or injured", "Radford et al.: Casualties"
    INFECTED = "infected", "infected", "HXL #affected+infected"
    MISSING = "missing", "missing", "HumSet: Missing"
    CAPTURED = "captured", "captured", "Radford et al.: Captured"
    DETAINED = "detained", "detained", "OHCHR"
    KIDNAPPED = "kidnapped", "kidnapped", "ACLED: abduction"
    DISAPPEARED = "disappeared", "disappeared", "OHCHR: enforced disappearance"
    DISPLACED = "displaced", "displaced", "HXL #affected+displaced"
    RETURNED = "returned", "returned", "Helix: Returns"
    REFUGEES = "refugees", "refugees", "HXL #affected+refugees"
    AFFECTED = "affected", "affected", "HXL #affected"
    SURRENDERED = "surrendered", "surrendered", "ours"
    DEFECTED = "defected", "defected", "ours"
    STRENGTH = "strength", "strength", "ours"
    ARRIVED = "arrived", "arrived", "ours"
    DEPLOYED = "deployed", "deployed", "ours"
    EVACUATED = "evacuated", "evacuated", "Helix: Evacuated"
    BODIES_FOUND = "bodies_found", "bodies found", "TechForPalestine: killed_recovered"
    EXCESS_DEATHS = "excess_deaths", "excess deaths", "WHO"
    EQUIPMENT_LOST = "equipment_lost", "equipment lost", "Radford et al.: equipment"


class TimeKind(Term):
    """What stretch of time a figure covers."""

    EVENT = "event", "one event", "ours"
    PERIOD = "period", "in a period", "Helix: flow"
    CUMULATIVE = "cumulative", "running total", "Radford et al.: Cumulative"
    POINT_IN_TIME = "point_in_time", "at one time", "Helix: stock"
    RATE = "rate", "rate", "ours"


class Anonymity(Term):
    """How far the text names the source."""

    NAMED_PERSON = "named_person", "named person", "ours"
    NAMED_OFFICE = "named_office", "named office", "ours"
    NAMED_ORGANISATION = "named_organisation", "named organisation", "ours"
    ANONYMOUS_DESCRIBED = "anonymous_described", "anonymous, described", "ours"
    ANONYMOUS_BARE = "anonymous_bare", "anonymous", "ours"
    UNATTRIBUTED = "unattributed", "nobody named", "ours"


class Method(Term):
    """How the source counts: a documented count is a floor, whatever the words."""

    DOCUMENTED = "documented", "documented cases", "HRDAG, Iraq Body Count: documented deaths"
    ESTIMATE = "estimate", "estimate", "SDG 16.1.2: estimated undocumented"
    UNKNOWN = "unknown", "not stated", "ours"


class GroundRules(Term):
    """On what terms the source spoke."""

    ON_THE_RECORD = "on_the_record", "on the record", "Associated Press"
    BACKGROUND = "background", "on background", "Associated Press"
    DEEP_BACKGROUND = "deep_background", "on deep background", "Associated Press"
    OFF_THE_RECORD = "off_the_record", "off the record", "Associated Press"


class Confidentiality(Term):
    """Whether a document, or what stands in it, may be passed on."""

    UNPROTECTED = "unprotected", "may be passed on", "DEEP"
    RESTRICTED = "restricted", "its text stays with the ledger", "DEEP"
    CONFIDENTIAL = "confidential", "neither its text nor where it came from is passed on", "DEEP"


class Reliability(Term):
    """How reliable a source is; each claim is judged apart from it."""

    A = "A", "completely reliable", "Admiralty code"
    B = "B", "usually reliable", "Admiralty code"
    C = "C", "fairly reliable", "Admiralty code"
    D = "D", "not usually reliable", "Admiralty code"
    E = "E", "unreliable", "Admiralty code"
    F = "F", "reliability cannot be judged", "Admiralty code"


class GroupStatus(Term):
    """The status in law of the people counted."""

    CIVILIAN = "Civilian", "civilian", "SDG 16.1.2"
    OTHER_PROTECTED_PERSON = "Other protected person", "other protected person", "SDG 16.1.2"
    ARMED_FORCES = "Member of armed forces", "member of armed forces", "SDG 16.1.2"
    PARTICIPATING = (
        "Person directly participating in hostilities",
        "person directly participating in hostilities",
        "SDG 16.1.2",
    )
    UNKNOWN = "Unknown", "unknown", "SDG 16.1.2"


class Sex(Term):
    """The sex of the people counted, where the text says it."""

    MAN = "Man", "man", "SDG 16.1.2"
    WOMAN = "Woman", "woman", "SDG 16.1.2"
    UNKNOWN = "Unknown", "unknown", "SDG 16.1.2"


class AgeGroup(Term):
    """The age of the people counted, where the text says it."""

    ADULT = "Adult (18 and above)", "adult", "SDG 16.1.2"
    CHILD = "Child (below 18)", "child", "SDG 16.1.2"
    UNKNOWN = "Unknown", "unknown", "SDG 16.1.2"


class ReviewState(Term):
    """Where a claim stands with the people who review it."""

    NOT_STARTED = "review_not_started", "to read", "Helix"
    IN_PROGRESS = "review_in_progress", "unsure", "Helix"
    APPROVED = "approved", "accepted", "Helix"
    RE_REQUESTED = "review_re_requested", "to read again", "Helix"
    REJECTED = "rejected", "rejected", "ours"
    WITHDRAWN = "withdrawn", "withdrawn", "ours"


class FindingState(Term):
    """Where a finding stands."""

    OPEN = "open", "open", "ours"
    RESOLVED = "resolved", "resolved", "ours"
    DISMISSED = "dismissed", "dismissed", "ours"


class FindingList(Term):
    """Which list a finding belongs to: what re-reading resolves comes before what needs reporting."""

    SLIP = "slip", "slips: resolve by re-reading", "ours"
    DISPUTE = "dispute", "disputes: sources disagree", "ours"
    NOTE = "note", "notes", "ours"


class Severity(Term):
    """How far apart the readings are (`conflicts`: gap over the lower end of the higher claim)."""

    NOTE = "note", "note", "ours"
    MINOR = "minor", "minor", "ours"
    MODERATE = "moderate", "moderate", "ours"
    MAJOR = "major", "major", "ours"
    EXTREME = "extreme", "extreme", "ours"


class ResolutionMethod(Term):
    """How a finding was resolved or dismissed."""

    PRIORITISE_SOURCE = "prioritise_source", "prefer one source", "Every Casualty, Standards 2016"
    REPORT_RANGE = "report_range", "report a range", "Every Casualty, Standards 2016"
    DEFER_UNKNOWN = "defer_unknown", "put off: unknown", "Every Casualty, Standards 2016"
    DEFER_UNCONFIRMED = "defer_unconfirmed", "put off: unconfirmed", "Every Casualty, Standards 2016"
    DEFER_UNCORROBORATED = (
        "defer_uncorroborated",
        "put off: uncorroborated",
        "Every Casualty, Standards 2016",
    )
    KEEP_PENDING = "keep_pending", "keep pending", "Every Casualty, Standards 2016"
    DIALOGUE_WITH_SOURCE = "dialogue_with_source", "ask the source", "Every Casualty, Standards 2016"
    MAJORITY_OF_SOURCES = "majority_of_sources", "follow most sources", "Every Casualty, Standards 2016"
    TEAM_DISCUSSION = "team_discussion", "discussed in the team", "Every Casualty, Standards 2016"
    NOT_A_CONFLICT = "not_a_conflict", "not a conflict", "ours"
    TRANSCRIPTION_ERROR_FIXED = "transcription_error_fixed", "transcription error fixed", "ours"
    SOURCE_CORRECTED = "source_corrected", "the source corrected it", "ours"


class RevisionKind(Term):
    """Why a claim changed after it was stored."""

    ENTRY_CORRECTION = "entry_correction", "entered or coded wrongly", "Every Casualty, Standards 2016"
    SOURCE_CORRECTION = "source_correction", "the source corrected itself", "Associated Press"
    SOURCE_UPDATE = "source_update", "a newer release of the source", "Helix"
    RETRACTION = "retraction", "no longer in the source", "Associated Press"
    MERGE_DUPLICATE = "merge_duplicate", "the same as another", "ours"
    SPLIT = "split", "parted into several", "ours"
    REGRADE = "regrade", "graded anew", "Airwars"


class NameKind(Term):
    """What a name stands for."""

    PLACE = "place", "place", "ours"
    GROUP = "group", "group", "ours"
    ACTOR = "actor", "source", "ours"
    DEFINITION = "definition", "way of counting", "ours"


class NameRelation(Term):
    """How a name stands to the name it is tied to."""

    SAME = "same", "the same as", "ours"
    INSIDE = "inside", "inside", "ours"
    DIFFERENT = "different", "not the same as", "ours"


ALSO_ACCEPTED: dict[str, dict[str, str]] = {
    "Qualifier": {
        "exactly": "exact",
        "": "exact",
        "approximately": "about",
        "around": "about",
        "estimate": "about",
        "estimated": "about",
        "over": "more_than",
        "minimum": "at_least",
        "fewer_than": "less_than",
        "under": "less_than",
        "maximum": "at_most",
        "as_many_as": "up_to",
        "almost": "nearly",
        "range": "between",
        "vague_tens": "vague",
        "vague_dozens": "vague",
        "vague_scores": "vague",
        "vague_hundreds": "vague",
        "vague_thousands": "vague",
        "vague_several": "vague",
    },
    "Measure": {
        "killed_or_injured": "casualties",
        "abducted": "kidnapped",
        "dead": "killed",
        "wounded": "injured",
    },
    "ReviewState": {
        "accepted": "approved",
        "to_read": "review_not_started",
        "unsure": "review_in_progress",
        "to_read_again": "review_re_requested",
    },
}
