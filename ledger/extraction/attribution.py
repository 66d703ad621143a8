"""Who vouches for each figure: frames, quotations looked through in both directions, relays inherited."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ledger.extraction import frames, namebook, sources, speaker_kinds, speakers
from ledger.extraction import relays as relays_of
from ledger.extraction.lexicons import AUX, CAPITAL, PREP, SOURCE_BODY, SOURCE_PERSON, TITLE, lexicon
from ledger.extraction.model import Frame, Mention, Sentence, Source

NOBODY = Source(None, (), "source.none", "")
_HEAD = 9
"""Within so many tokens the head of a noun phrase stands, or ends."""
_RANK = {
    "frame.citing": 0,
    "frame.quoted": 0,
    "frame.note": 1,
    "frame.nominal": 1,
    "frame.with": 1,
    "frame.by": 2,
    "frame.lead": 2,
    "frame.saying": 2,
    "frame.tail": 2,
    "frame.according": 2,
    "frame.colon": 3,
    "frame.according.front": 4,
    "frame.headline": 5,
}


@dataclass(slots=True)
class Spoken:
    """The frames of one sentence with their speakers resolved."""

    frames: list[tuple[Frame, Source]]


class Attribution:
    """Reads one document's sentences in order, so that pronouns and short names find who spoke before.

    They are read as far as is asked for: nobody asks who speaks after the last figure.
    """

    def __init__(self, sentences: list[Sentence], text: str) -> None:
        self.sentences, self.text = sentences, text
        self.names = namebook.gather(sentences, text)
        self.carried: dict[str, tuple[str, ...]] = {}
        self._spoken: list[Spoken] = []

    def spoken(self, number: int) -> Spoken:
        """The frames of sentence `number`; those before it are read first."""
        while len(self._spoken) <= number:
            self._spoken.append(self._read(self.sentences[len(self._spoken)]))
        return self._spoken[number]

    def _read(self, s: Sentence) -> Spoken:
        found: list[tuple[Frame, Source]] = []
        for frame in frames.find(s):
            if not found and frame.source[1] - frame.source[0] == 1 and s.low(frame.source[0]) == "it":
                self._own_subject(s, frame.source[0])
            if not found and frame.source[1] - frame.source[0] == 1 and s.low(frame.source[0]) in ("he", "she"):
                self._own_person(s, frame.source[0])
            source = sources.resolve(s, self.text, speaker_kinds.maker(s, frame.source), self.names)
            if source.name is None and found and source.rule == "source.pronoun":
                source = replace(found[-1][1], rule="source.pronoun")  # "a reporter says he counted six bodies"
            if source.name is None:
                continue
            spans = (*frame.relays, *relays_of.around(s, frame))
            relays = tuple(dict.fromkeys(self._carrier(s, span) for span in spans))
            if relays:
                self.carried.setdefault(source.name, relays)
            source = replace(source, relays=relays or self.carried.get(source.name, ()))
            sources.remember(source, self.names)
            found.append((frame, source))
        if not found:
            self._note_subject(s)
            self._note_person(s)
        return Spoken(found)

    def _own_subject(self, s: Sentence, pronoun: int) -> None:
        """ "The headquarters dismissed that figure: no more than 150, it said": it means the body at the head."""
        first = next((i for i in range(len(s.texts)) if s.starts[i] >= s.body), 0)
        span = speakers.after(s, first)
        if span is None or span[0] != first or span[1] + 3 > pronoun or not speaker_kinds.named(s, span):
            return
        head = next((i for i in range(*span) if s.flag(i) & SOURCE_BODY), None)
        if speaker_kinds.document_noun(s, span):
            return
        if head is not None and not any(s.flag(i) & SOURCE_PERSON for i in range(*span)):
            self.names.last_body = sources.resolve(s, self.text, span, self.names).name or self.names.last_body

    def _own_person(self, s: Sentence, pronoun: int) -> None:
        """ "Chief Ana Ruiz caused alarm when she told reporters": the titled name before the pronoun."""
        for k in range(pronoun - 2, -1, -1):
            titled = s.flag(k) & (TITLE | SOURCE_PERSON) and not s.flag(k) & SOURCE_BODY
            if titled and s.flag(k + 1) & s.flag(k + 2) & CAPITAL:
                stop = namebook.name_end(s, k + 1)
                if stop - k > 2 and stop <= pronoun and not s.flag(stop - 1) & SOURCE_BODY:
                    self.names.last_person = namebook.words_of(s, self.text, k + 1, stop)
                return

    def _note_subject(self, s: Sentence) -> None:
        """ "The union has issued its daily count. It says": a body that acts is the next "it"."""
        first = next((i for i in range(len(s.texts)) if s.starts[i] >= s.body), 0)
        span = speakers.after(s, first)
        if span is None or span[0] != first:
            return
        acronym = s.low(span[1]) == "(" and s.low(span[1] + 2) == ")" and s.low(span[1] + 3) not in (",", ".", "")
        if not (acronym or s.flag(span[1]) & AUX):
            return
        if s.flag(span[1] - 1) & SOURCE_BODY and not s.flag(span[1] - 1) & SOURCE_PERSON:
            self.names.last_body = sources.resolve(s, self.text, span, self.names).name or self.names.last_body

    def _note_person(self, s: Sentence) -> None:
        """ "A doctor, Hauwa Sani, gave a higher toll. She told": a person who acts is the next "she"."""
        first = next((i for i in range(len(s.texts)) if s.starts[i] >= s.body), 0)
        office = next(
            (
                k
                for k in range(first, min(first + _HEAD, len(s.texts)))
                if s.flag(k) & (TITLE | SOURCE_PERSON) and not s.flag(k) & SOURCE_BODY
            ),
            None,
        )
        if office is None or any(s.flag(k) & (AUX | PREP) or s.low(k) == "," for k in range(first, office)):
            return
        for k in (office + 1, *self._asides(s, office)):
            stop = namebook.name_end(s, k)
            person = 2 <= stop - k <= 4 and not any(s.flag(i) & SOURCE_BODY for i in range(k, stop))
            words = namebook.words_of(s, self.text, k, stop) if person else ""
            if words and not namebook.ORGANISATION.search(words) and not namebook.OFFICE.search(words):
                self.names.people.add(words)
                self.names.last_person = words
                return

    def _asides(self, s: Sentence, office: int) -> list[int]:
        """Where an aside begins after an office: “a doctor at Zaria General Hospital, Hauwa Sani, gave”."""
        for k in range(office + 1, min(office + _HEAD, len(s.texts))):
            if s.flag(k) & AUX or s.low(k) in (".", ";", '"', "“"):
                return []
            if s.low(k) == ",":
                stop = namebook.name_end(s, k + 1)
                return [k + 1] if s.low(stop) == "," else []
        return []

    def _carrier(self, s: Sentence, span: tuple[int, int]) -> str:
        known = lexicon().relay_names
        for i in range(*span):
            if s.low(i).removesuffix("'s") in known:
                return known[s.low(i).removesuffix("'s")]
        return sources.resolve(s, self.text, span, self.names).name or " ".join(s.texts[span[0] : span[1]])

    def of(self, number: int, m: Mention) -> tuple[Source, str]:
        """The speaker of a figure in sentence `number`, and the rule of the frame."""
        s = self.sentences[number]
        covering = [
            (frame, source)
            for frame, source in self.spoken(number).frames
            if any(a <= m.first < b for a, b in frame.covers) and not _within(frame, m)
        ]
        if covering:
            frame, source = min(covering, key=lambda c: self._order(s, c[0], m))
            return self._chained(s, frame, source, self.spoken(number).frames, m), frame.rule
        if s.quotes[m.first]:
            return self._through_quotation(number)
        return NOBODY, "frame.none"

    def _order(self, s: Sentence, frame: Frame, m: Mention) -> tuple[int, int]:
        """Explicit frames first; a report or tally gives way to a person or body that also vouches."""
        rank = _RANK[frame.rule] * 2
        if speaker_kinds.document_noun(s, frame.source) and not speaker_kinds.owned(s, frame.source):
            rank += 3
        elif speaker_kinds.carries(s, frame.source):
            rank += 5 if frame.rule == "frame.citing" else 2
        return rank, abs(frame.verb - m.first)

    def _chained(
        self, s: Sentence, chosen: Frame, source: Source, found: list[tuple[Frame, Source]], m: Mention
    ) -> Source:
        """The relays of the chosen speaker, and after them the media that report the whole sentence."""
        chain = list(source.relays)
        sources_of = {id(frame): other for frame, other in found}
        for frame in relays_of.reporting(s, chosen, [frame for frame, _ in found], m.first):
            for words in (self._carrier(s, frame.source), *sources_of[id(frame)].relays):
                if words not in chain and words != source.name:
                    chain.append(words)
        return replace(source, relays=tuple(chain))

    def _through_quotation(self, number: int) -> tuple[Source, str]:
        """Forward to whoever closes the quotation, else back to whoever opened it."""
        here = self.sentences[number]
        still_open = here.quotes[-1] if here.quotes else False
        for k in range(number + 1, min(number + 8, len(self.sentences))):
            s = self.sentences[k]
            same = s.paragraph == here.paragraph
            if not (same or s.quoted_at_start or still_open):
                break
            if self.spoken(k).frames:
                return self.spoken(k).frames[0][1], "frame.quotation"
            still_open = s.quotes[-1] if s.quotes else False
        for k in range(number - 1, max(-1, number - 8), -1):
            if self.spoken(k).frames:
                return self.spoken(k).frames[-1][1], "frame.quotation"
        return NOBODY, "frame.none"


def _within(frame: Frame, m: Mention) -> bool:
    return frame.source[0] <= m.first < frame.source[1]
