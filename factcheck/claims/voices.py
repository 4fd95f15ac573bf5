"""Who speaks: the people of an article and what stands for them later on (surname, pronoun, "the spokesman")."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from factcheck.claims.people import ROLES, TOKEN, Person, find_person, name_runs, names_in, without_possessive
from factcheck.types import Span

_WHEN_ROUND = re.compile(
    r"^(?:(?:an?|two|three|four|five|some|several)\s(?:few\s)?(?:hour|day|week|month|year)s?\s(?:later|earlier"
    r"|before|after)\s)"
    r"|\s(?:in|on)\s(?:\d{4}|[A-Z][a-z]+day|(?:January|February|March|April|May|June|July|August|September"
    r"|October|November"
    r"|December)(?:\s\d{4})?)$",
    re.IGNORECASE,
)
_AGE = re.compile(r",\s\d{1,3},?$|,\s(?:who|which|whose)\s.*$|,\s[a-z]+ed\s[^,]*$")
_STUDY = re.compile(
    r"^(?:(?:an?|the)\s)?(?:[a-z]+\s)?(?:survey|study|report|review|poll|analysis|statement"
    r"|count)\s[^,]{0,60}?\bby\s(?=\S)",
    re.IGNORECASE,
)
_HUMAN = re.compile(r"one\s.+|(?:.*[\s’'])?[a-z]*(?:man|woman|person|er|or|ist|ian|official|witness|resident)")


def is_human(speaker: str) -> bool:
    """Whether a speaker without a name is one person ("ministry's spokesman"), whom "he" may mean."""
    return _HUMAN.fullmatch(speaker) is not None


_PAPERS = re.compile(
    r"['’]s?\s(?:own\s|latest\s|annual\s|official\s)?(?:figures|data|records|report|estimates?|statement|website"
    r"|accounts|numbers)$"
)


def _without_article(phrase: str) -> str:
    return re.sub(r"^(?:the|a|an|his|her|its|their)\s+", "", phrase, flags=re.IGNORECASE)


class Voices:
    """The people whom an article names in full, and where.

    Made once for an article in one pass over its tokens.

    Args:
        text: the article's text.
        sentences: its sentences; a name never reaches across two.
    """

    def __init__(self, text: str, sentences: list[Span]) -> None:
        self._starts = [span.start for span in sentences]
        people: dict[str, Person] = {}
        singles: list[tuple[int, str]] = []
        mentions: list[tuple[int, str]] = []
        runs = [run for span in sentences for run in name_runs(text, span)]
        alone = frozenset(words[0] for _, words, _, _ in runs if len(words) == 1)
        for position, words, before, after in runs:
            # A last word that later stands alone is a surname: "Ana Ruiz … Ruiz said".
            if (found := find_person(words, before, after, alone & {words[-1]})) is None:
                singles.append((position, words[-1]))
            else:
                known = people.get(found.name)
                roles = found.roles | (known.roles if known else frozenset())
                people[found.name] = Person(found.name, found.surname, roles)
                mentions.append((position, found.name))
        self._people = people
        self._by_surname: dict[str, list[str]] = {}
        for name, person in people.items():
            self._by_surname.setdefault(person.surname, []).append(name)
        for position, word in singles:
            names = self._by_surname.get(word)
            if names:
                mentions.append((position, self._nearest_named(names, mentions, position)))
        self._mentions = sorted(mentions)
        self._positions = [position for position, _ in self._mentions]

    @staticmethod
    def _nearest_named(names: list[str], mentions: list[tuple[int, str]], position: int) -> str:
        if len(names) == 1:
            return names[0]
        earlier = [(where, name) for where, name in mentions if where <= position and name in names]
        return max(earlier)[1] if earlier else names[0]

    def full_name(self, word: str, position: int) -> str | None:
        """The full name for a surname at a position: the nearest earlier one, else the first in the article."""
        names = self._by_surname.get(without_possessive(word))
        return self._nearest_named(names, self._mentions, position) if names else None

    def people_between(self, start: int, end: int) -> list[str]:
        """Names mentioned in a range of the text, in order, each once."""
        low, high = bisect_left(self._positions, start), bisect_left(self._positions, end)
        return list(dict.fromkeys(name for _, name in self._mentions[low:high]))

    def subject_before(self, position: int, window: int = 600) -> str | None:
        """The one person whom the sentences just before are about, if there is exactly one.

        Nobody else may be mentioned there, and the person must stand where a
        subject stands; "he" after "… persuaded Ms Lund to resign" isn't Ms Lund.
        """
        near = self.people_between(max(0, position - window), position)
        if len(near) != 1:
            return None
        low, high = bisect_left(self._positions, position - window), bisect_left(self._positions, position)
        return near[0] if any(self._at_start(where) for where in self._positions[low:high]) else None

    def _at_start(self, position: int) -> bool:
        at = bisect_right(self._starts, position) - 1
        return at >= 0 and position - self._starts[at] <= 30

    def nearest(self, position: int, role: str = "") -> str | None:
        """The person mentioned last before a position; with a role, one who was introduced by it."""
        for _, name in reversed(self._mentions[: bisect_left(self._positions, position)]):
            if not role or role in self._people[name].roles:
                return name
        return None

    def is_person(self, name: str) -> bool:
        """Whether a speaker is one of the people named in full."""
        return name in self._people

    def resolve(self, phrase: str, position: int, last: str | None) -> str | None:
        """Who a speaker phrase means.

        Args:
            phrase: the words in front of (or behind) the reporting verb.
            position: where the sentence starts, for what is nearest.
            last: the last speaker, whom a pronoun most likely means.

        Returns:
            A full name where the article has it, else the phrase without its
            article; ``None`` for a pronoun that points nowhere.
        """
        phrase = " ".join(phrase.strip(" ,:.").split())
        phrase = _WHEN_ROUND.sub("", phrase)
        phrase = _PAPERS.sub("", _AGE.sub("", phrase))
        phrase = _STUDY.sub("", phrase)
        lower = phrase.lower()
        if lower in ("he", "she"):
            return last if last is not None and (self.is_person(last) or is_human(last)) else self.nearest(position)
        if lower in ("it", "they"):
            return last if last is not None and not self.is_person(last) and not is_human(last) else None
        if lower in ("i", "we", "you", "who", "which", "that", "this", "what", "one", "there", ""):
            return None
        role = re.fullmatch(r"(?:the|a|an|his|her|its|their) ([a-z]+(?:man|woman|person|or|er|ister))", lower)
        if role:
            named = self.nearest(position, role[1])
            return named or _without_article(phrase)
        words = TOKEN.findall(phrase)
        inside = names_in(phrase)
        for name in reversed(inside):
            if name in self._people:
                return name
        if inside and words[-1] == inside[-1].split()[-1]:
            return inside[-1]
        if len(words) <= 3 and words and words[-1][0].isupper() and all(w.lower() in ROLES for w in words[:-1]):
            return self.full_name(words[-1], position) or _without_article(phrase)
        return _without_article(phrase)
