"""One sentence after another to draft claims: figures, what they count, who, where, when, and who says so."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from ledger.extraction import (
    contrast,
    demographics,
    evidence,
    groups,
    incident,
    links,
    lists,
    numbers,
    parts,
    phrases,
    where,
    wholes,
    zeros,
)
from ledger.extraction import cues as cue_words
from ledger.extraction.attribution import Attribution
from ledger.extraction.clock import Clock
from ledger.extraction.context import Context
from ledger.extraction.groups import Group
from ledger.extraction.lexicons import listed
from ledger.extraction.model import Candidate, Cue, Mention, Sentence
from ledger.extraction.sources import anonymity
from ledger.extraction.text import Document
from ledger.extraction.time_rules import When
from ledger.extraction.zeros import Zero
from ledger.figures import Figure
from ledger.records import ClaimRecord, DraftClaim, Evidence, Link
from ledger.vocabulary import Anonymity, GroundRules, Measure, Qualifier, TimeKind

_DISEASE = listed("claims.disease")

_CARRIED = ("where.before", "where.back", "where.dateline")
"""Rules of place that give a figure the place told of before it."""
LEVELS = (Measure.STRENGTH, Measure.MISSING, Measure.DISPLACED, Measure.REFUGEES)


@dataclass(frozen=True, slots=True)
class About:
    """What the caller knows of the document."""

    document: str
    publisher: str | None
    published: datetime.date | None
    url: str | None


def read(doc: Document, about: About) -> list[DraftClaim]:
    """Every claim of the document, in order."""
    reader = _Reader(doc, about)
    for number, sentence in enumerate(doc.sentences):
        reader.sentence(number, sentence)
    return sorted(reader.drafts, key=lambda d: (d.start, d.end))


class _Reader:
    """What one sentence leaves behind for the next."""

    def __init__(self, doc: Document, about: About) -> None:
        self.doc, self.about = doc, about
        self.attribution: Attribution | None = None
        self.drafts: list[DraftClaim] = []
        self.counted: set[tuple[int, Measure, str | None]] = set()
        """The sentences in which a voice has counted those of a measure."""
        self.before: Candidate | None = None
        self.group: Group | None = None
        self.heading: Cue | None = None
        self.scene: where.Scene | None = None
        self.clock = Clock(doc, doc.base(about.published), self._verbs)
        low = doc.text.casefold()
        self.infection = any(w in low for w in _DISEASE)

    def sentence(self, number: int, s: Sentence) -> None:
        text = self.doc.text
        cues = cue_words.find(s)
        mentions = numbers.find(s, text)
        bounds = frozenset(m.first for m in mentions)
        for m in mentions:
            phrases.attach(s, text, m, cues, bounds)
            numbers.qualify_late(s, m)
        wholes.mark(s, mentions, cues)
        ctx = Context(s, text, mentions, cues, before=self.before, heading=self.heading, infection=self.infection)
        found = lists.choose(ctx) if mentions else {}
        nothing = zeros.find(s, cues)
        read: dict[int, Group] = {}
        begin = len(self.drafts)
        for index in sorted(found):
            group = groups.read(ctx, index, read, self.group)
            read[index] = group
            self._draft(number, s, mentions[index], found[index], group, mentions)
        self._link(ctx, begin)
        for zero in nothing:
            self._zero(number, s, zero)
        if not any(c.rule == "measure.label" for c in found.values()):
            self.heading = _heading(s, cues) if not found else None
        if found:
            last = max(found)
            whole = max((i for i in found if found[i].rule not in parts.PART_RULES), default=last)
            self.before, self.group = found[last], read[whole]
        elif not mentions:
            self.before = self.before if self.before is not None and number % 2 else None

    def _link(self, ctx: Context, begin: int) -> None:
        """Put the links of a sentence into its drafts, which stand from `begin` on."""
        order = {index: begin + n for n, index in enumerate(sorted(ctx.found))}
        for rule, index, other in links.find(ctx):
            at, target = order[index], self.drafts[order[other]]
            evidence = Evidence("value", rule, target.record.figure_text or "")
            link = Link(rule.removeprefix("link."), target.start, target.end)
            draft = self.drafts[at]
            self.drafts[at] = replace(draft, rules=(*draft.rules, evidence), links=(*draft.links, link))

    def _attribution(self) -> Attribution:
        if self.attribution is None:
            self.attribution = Attribution(self.doc.sentences, self.doc.text)
        return self.attribution

    def _zero(self, number: int, s: Sentence, zero: Zero) -> None:
        start, end = s.starts[zero.first], s.ends[zero.first]
        words = self.doc.text[start:end]
        m = Mention(Figure(0, None, None, Qualifier.EXACT, words), zero.first, zero.first + 1, start, end, zero.rule)
        candidate = Candidate(zero.cue.measure, 0.0, zero.rule, zero.cue.words, zero.cue)
        self._draft(number, s, m, candidate, Group(None, "group.none", None), [])

    def _draft(
        self,
        number: int,
        s: Sentence,
        m: Mention,
        candidate: Candidate,
        group: Group,
        mentions: list[Mention],
    ) -> None:
        text = self.doc.text
        attribution = self._attribution()
        source, frame = attribution.of(number, m)
        named = anonymity(source, attribution.names)
        place = self._place(number, m, mentions)
        time = self._time(number, m, mentions, candidate, place, source.name)
        self.counted.add((number, candidate.measure, source.name))
        rival = contrast.against(text, s, m, candidate.measure, source.name, self.drafts)
        if rival is not None and candidate.rule not in parts.PART_RULES:
            group = contrast.group(rival) if group.words is None else group
            place = contrast.where(rival) if place is None or place.rule in _CARRIED else place
            time = contrast.when(rival) if time is None or time.rule == "when.before" else time
        kind = _kind(candidate.measure, time)
        figure = m.figure
        quote_end = s.end
        while quote_end > s.start and text[quote_end - 1].isspace():
            quote_end -= 1
        vague = figure.qualifier is Qualifier.VAGUE
        record = ClaimRecord(
            document=self.about.document,
            publisher=self.about.publisher,
            published=self.about.published.isoformat() if self.about.published else None,
            url=self.about.url,
            quote=text[s.start : quote_end],
            figure_text=text[m.start : m.end],
            value=None if vague else figure.value,
            low=None if vague else figure.low,
            high=None if vague else figure.high,
            qualifier=figure.qualifier,
            measure=candidate.measure,
            group=group.words,
            place=place.place if place else None,
            event_start=time.first if time else None,
            event_end=time.last if time else None,
            as_of=time.as_of if time else None,
            time_kind=kind,
            counted_from=time.counted_from if time else None,
            attributed_to=source.name,
            anonymity=named,
            relayed_by=" > ".join(source.relays) or None,
            ground_rules=GroundRules.BACKGROUND if _anonymity_granted(text, s, named) else None,
            status=group.status,
        )
        sex, age, said = demographics.read(group.words)
        reasons = evidence.of(record, m, candidate, group, source, frame, place, time, text[_at(s, m) : m.end])
        self.drafts.append(DraftClaim(record, m.start, m.end, s.start, quote_end, (*reasons, *said), (), sex, age))

    def _place(self, number: int, m: Mention, mentions: list[Mention]) -> where.Where | None:
        if self.scene is None:
            dateline = self.doc.dateline.place if self.doc.dateline else None
            self.scene = where.Scene(self.doc.sentences, self.doc.text, dateline, self._speakers)
        return self.scene.of(number, m, mentions)

    def _speakers(self, number: int) -> list[tuple[int, int]]:
        return [frame.source for frame, _ in self._attribution().spoken(number).frames]

    def _time(
        self,
        number: int,
        m: Mention,
        mentions: list[Mention],
        candidate: Candidate,
        place: where.Where | None,
        voice: str | None,
    ) -> When | None:
        """The figure's own time; where it has none, that of the incident told of before it."""
        others = [(o.start, o.end) for o in mentions if o is not m]
        own = self.clock.of(number, m.start, m.end, others)
        measure, s = candidate.measure, self.doc.sentences[number]
        toll = own is not None and candidate.rule.startswith(("measure.toll", "measure.number-of"))
        if own is not None and toll and incident.counted(s, self.doc.text, m.start, m.end, own):
            own = replace(own, rule="when.as-of", first=None, last=None, kind=None, as_of=own.last or own.first)
        counted = own is not None and own.rule == "when.as-of" and own.first is None
        if (own is not None and not counted) or measure not in incident.HARM or m.figure.value == 0:
            return own
        named = "" if place is None or place.rule == "where.back" else place.words
        found = self.clock.before(number, named, place is not None and place.rule in _CARRIED)
        if found is None:
            return own
        at, told = found
        if own is not None:
            return replace(own, first=told.first) if (told.first or "") <= (own.as_of or "") else own
        # One voice counts one incident once: a second figure of its is of another.
        return None if (at, measure, voice) in self.counted else told

    def _verbs(self, number: int) -> list[int]:
        """Where the verbs of speaking of a sentence end, in characters."""
        s = self.doc.sentences[number]
        return [s.ends[f.verb] for f, _ in self._attribution().spoken(number).frames if f.verb < len(s.ends)]


def _heading(s: Sentence, cues: cue_words.Cues) -> Cue | None:
    """The first word of harm of a sentence that ends in a colon: "those killed, by battalion:"."""
    if not s.lows or s.lows[-1] != ":":
        return None
    found = [c for k in sorted(cues.at) for c in cues.at[k] if c.form in ("noun", "ed", "adj", "toll")]
    return found[-1] if found and found[-1].measure not in LEVELS else None


def _at(s: Sentence, m: Mention) -> int:
    """Where the words of a figure begin, with its qualifier."""
    return s.starts[m.prefix] if m.prefix < len(s.starts) else m.start


def _kind(measure: Measure, time: When | None) -> TimeKind | None:
    if time is not None and time.kind is not None:
        return time.kind
    if measure in LEVELS:
        return TimeKind.POINT_IN_TIME
    if time is not None and time.first is not None:
        return TimeKind.EVENT
    if time is not None and time.as_of is not None:
        return TimeKind.CUMULATIVE
    return None


def _anonymity_granted(text: str, s: Sentence, named: Anonymity) -> bool:
    """Whether the sentence says that the source spoke on condition of anonymity."""
    if named not in (Anonymity.ANONYMOUS_BARE, Anonymity.ANONYMOUS_DESCRIBED):
        return False
    return "condition of anonymity" in text[s.start : min(len(text), s.end + 200)]


__all__ = ["About", "read"]
