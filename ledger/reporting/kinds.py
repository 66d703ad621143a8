"""What each kind of finding is called, what it means, and how it is put in one line."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.reporting.words import listed


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: its name in words, what it means, and its headline.

    The headline takes {figures} (listed, lowest first), {sources} (“2 sources”) and {n} (how many figures).
    `meets` tells whether its claims are about one thing, so that it makes sense to say what fits them all.
    """

    name: str
    meaning: str
    headline: str
    meets: bool = False


KINDS: dict[str, Kind] = {
    "self_contradiction": Kind(
        "a document contradicts itself",
        "one document gives figures for one thing that cannot all hold",
        "One document, {n} figures that cannot all hold: {figures}",
        True,
    ),
    "origin_misreported": Kind(
        "reports of one source differ",
        "several reports give one source's figure for one thing, and differ: somebody misread or left out",
        "One source, {n} figures: {figures}",
        True,
    ),
    "parts_do_not_add_up": Kind(
        "parts do not add up",
        "the figures for the parts cannot add up to the figure for the whole",
        "The parts do not add up: {figures}",
    ),
    "period_total_mismatch": Kind(
        "period and total disagree",
        "a count for a period does not match the rise of the running total over that period",
        "A count for a period does not match the rise of the total: {figures}",
    ),
    "part_exceeds_whole": Kind(
        "a part exceeds the whole",
        "the figure for a part is higher than the figure for the whole that contains it",
        "A part is counted higher than its whole: {figures}",
    ),
    "wrong_measure": Kind(
        "a number under another measure",
        "one number stands for two different things, so one of them is probably a slip",
        "One number for two different things: {figures}",
    ),
    "impossible_record": Kind(
        "an impossible record",
        "a record that cannot hold by itself, such as an end before its start",
        "A record that cannot hold: {figures}",
    ),
    "circular_sourcing": Kind(
        "circular sourcing",
        "reports that cite each other, so that no source stands at the beginning",
        "Reports cite each other: {figures}",
    ),
    "no_common_figure": Kind(
        "no figure fits all",
        "sources give figures for one thing and one date, and no number agrees with all of them",
        "{sources} disagree, and no number fits both: {figures}",
        True,
    ),
    "toll_falls": Kind(
        "a running total falls",
        "a later running total is lower than an earlier one by another source",
        "A running total falls from one source to another: {figures}",
    ),
    "ceiling_broken": Kind(
        "a ceiling is broken",
        "a figure is higher than the number of people there were",
        "More people than there were: {figures}",
    ),
    "stale_figure": Kind(
        "an outdated figure",
        "a report repeats a figure that its source had already replaced",
        "A figure repeated after its source had replaced it: {figures}",
    ),
    "qualifier_changed": Kind(
        "a qualifier was changed",
        "one source's number is reported with different qualifiers, such as “at least” left out",
        "One number, qualified differently on the way: {figures}",
        True,
    ),
    "may_be_older": Kind(
        "a figure may be older than it looks",
        "a lower figure was published later and does not say as of when it was counted",
        "A lower figure, published later, that does not say as of when: {figures}",
    ),
    "counted_differently": Kind(
        "counted differently",
        "two figures for one thing differ since the sources count different people",
        "Two ways of counting, not a contradiction: {figures}",
    ),
    "uncertain_place": Kind(
        "a place is uncertain",
        "the name of a place can mean more than one",
        "Which place is meant is uncertain: {figures}",
    ),
    "sudden_jump": Kind(
        "a sudden jump",
        "a figure rose tenfold within three days",
        "A sudden jump: {figures}",
    ),
    "source_cut_its_figure": Kind(
        "a source cut its figure",
        "a source gave a lower figure than it had given before",
        "A source lowered its own figure: {figures}",
    ),
}


def kind(name: str) -> Kind:
    """The kind of that name; a name that is not known stands for itself."""
    words = name.replace("_", " ")
    return KINDS.get(name) or Kind(words, words, "{figures}")


def headline(name: str, figures: list[str], sources: int) -> str:
    """The finding in one line."""
    pattern = kind(name).headline
    if name == "no_common_figure" and sources > 2:
        pattern = pattern.replace("fits both", "fits all")
    last = "against" if name == "no_common_figure" and len(figures) == 2 else "and"
    return pattern.format(
        figures=listed(figures, last),
        n=_small(len(figures)),
        sources=f"{_small(sources).capitalize()} source{'s' if sources != 1 else ''}",
    )


def _small(number: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if number < len(words) else f"{number:,}"
