"""Full names of people in running text, by capitals and by what stands beside them: title, role, verb of saying."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.types import Span

TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
_SPACE = re.compile(r"[ \n\t]{1,4}")
_PARTICLES = frozenset("al bin da de del der den di du el la le van von ibn".split())

_TITLES = frozenset(
    "admiral ambassador cllr archbishop attorney bishop brigadier captain cardinal chairman chairwoman chancellor chief"
    " colonel commander commissioner congressman congresswoman councillor deputy detective director doctor dr general"
    " governor inspector judge justice king lady lieutenant lord major mayor minister miss mp mr mrs ms officer premier"
    " president prince princess prof professor prosecutor queen representative rep secretary sen senator"
    " sergeant sheriff"
    " sir speaker spokesman spokesperson spokeswoman superintendent treasurer vice sister brother imam rabbi reverend"
    " pope coach captain manager analyst economist engineer lawyer barrister nurse counsel biologist".split()
)
ROLES = _TITLES | frozenset(
    "author activist adviser advisor analyst architect chair chef columnist director driver economist editor executive"
    " expert farmer founder head historian leader lawmaker lawyer member negotiator opponent organiser organizer owner"
    " pilot player publisher representative researcher resident scientist scholar singer steward striker student"
    " survivor"
    " teacher trainer treasurer victim volunteer witness writer boss delegate envoy diplomat official critic".split()
)
_NOT_PERSON = frozenset(
    "academy act agency airlines airport alliance army assembly association authority avenue bank bay bbc board border"
    " bridge brothers bureau cabinet campaign capital centre center chamber church city club coast college commission"
    " committee company conference congress constitution corp corporation council country county court courts daily"
    " department district east eastern echo energy federal federation fire force forces foundation front gazette green"
    " group guard hall health herald high highway hospital house inc industries infirmary institute"
    " international island"
    " islands journal labour lake league library limited ltd market medical ministry monday tuesday wednesday thursday"
    " friday saturday sunday january february march april may june july august september october november december"
    " motors mountain museum nation national nations navy network new news north northern ocean office oil old"
    " organisation"
    " organization parliament park partners party people plant police port post power press prime programme"
    " project public"
    " railway red republic research reserve river road royal school sea secret security senate service services society"
    " south southern square st standard state states station street studies supreme survey systems tower trade trust"
    " tribunal union united university valley war water west western white world young times white black act accord"
    " resolution resolutions treaty agreement stock exchange air bay street steel group holdings plc".split()
)
_FUNCTION = frozenset(
    "a about according after all although an and are as asked at because before both but by despite during each every"
    " for former from he her his however how if in its it later like meanwhile no not of on once one our over"
    " she since so"
    " some that the their then there these they this those though to under until what when where which while who why"
    " with yesterday last two three many most we i you is was".split()
)
_SPEAKS = frozenset(
    "said says told added adds noted stated explained warned insisted argued announced denied claimed confirmed wrote"
    " stressed testified called asked replied promised".split()
)


@dataclass(frozen=True, slots=True)
class Person:
    """A full name of the article; ``roles`` are the lower-case words in front of it (spokesman, mayor)."""

    name: str
    surname: str
    roles: frozenset[str]


def without_possessive(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def names_in(phrase: str) -> list[str]:
    found = (find_person(run, before, after) for _, run, before, after in name_runs(phrase, Span(0, len(phrase))))
    return [person.name for person in found if person is not None]


def name_runs(text: str, span: Span) -> list[tuple[int, list[str], str, str]]:
    """Runs of capitalised tokens: position, tokens, the word before, and what follows."""
    tokens = list(TOKEN.finditer(text, span.start, span.end))
    runs: list[tuple[int, list[str], str, str]] = []
    i = 0
    while i < len(tokens):
        if not tokens[i][0][0].isupper():
            i += 1
            continue
        j = i + 1
        while j < len(tokens) and _joined(text, tokens, j):
            j += 1
        while j > i + 1 and not tokens[j - 1][0][0].isupper():
            j -= 1
        words = [without_possessive(token[0]) for token in tokens[i:j]]
        end = tokens[j - 1].end()
        if len(words[-1]) > 2:
            words[-1] = words[-1].rstrip(".")
        following = tokens[j][0].lower() if j < len(tokens) else ""
        if text[end : end + 1] == ",":
            following = f", {following}"
        runs.append((tokens[i].start(), words, _before(text, tokens, i), following))
        i = j
    return runs


def _before(text: str, tokens: list[re.Match[str]], i: int) -> str:
    """The word in front of a name; behind a comma the role that it is put to ("the mayor of Ayr, Ana Ruiz")."""
    if i == 0:
        return ""
    if text[tokens[i - 1].end() : tokens[i].start()].strip() != ",":
        return tokens[i - 1][0].lower()
    for k in range(i - 1, max(-1, i - 9), -1):
        if k < i - 1 and "," in text[tokens[k].end() : tokens[k + 1].start()]:
            break
        if _is_role(tokens[k][0]):
            return tokens[k][0].lower()
    return ""


def _is_role(word: str) -> bool:
    return word in ROLES or (_ROLE_WORD.fullmatch(word) is not None and word not in _NO_ROLE)


def _joined(text: str, tokens: list[re.Match[str]], j: int) -> bool:
    gap = text[tokens[j - 1].end() : tokens[j].start()]
    ended = tokens[j - 1][0].endswith((".", "'s", "’s")) and len(tokens[j - 1][0]) > 3
    if ended and tokens[j - 1][0].rstrip(".").lower() not in _TITLES:
        return False
    return _SPACE.fullmatch(gap) is not None and (tokens[j][0][0].isupper() or tokens[j][0].lower() in _PARTICLES)


_APPOSED = re.compile(r"who|, ?(?:\d{1,3}|who|the|a|an|chief|head|chairman|director|her|his|its|their|then)")
_ROLE_WORD = re.compile(r"\w{3,}(?:er|or|ist|ian|man|woman|person)")
_NO_ROLE = frozenset("after under other another former never later earlier whether rather however against river"
    " tower german human"
                     " russian italian christian indian asian canadian september october november december over"
                     " floor door"
                     " order water winter summer letter number paper power quarter offer matter manner mirror"
                     " major minor"
                     " harbor color labor favor error terror corner center border remember consider"
                     " answer".split())  # fmt: skip


def find_person(run: list[str], before: str, after: str, known: frozenset[str] = frozenset()) -> Person | None:
    """A person's full name out of a run of capitalised words, or nothing where nothing speaks for one."""
    roles = {before} if _is_role(before) else set()
    while run and run[0].lower() in _FUNCTION:
        run = run[1:]
    for i in range(len(run) - 1, -1, -1):
        if run[i].lower().rstrip(".") in _TITLES:
            roles.add(run[i].lower().rstrip("."))
            run = run[i + 1 :]
            break
    if len(run) > 2 and _is_role(run[0].lower()):
        roles.add(run[0].lower())
        run = run[1:]
    if not 2 <= len(run) <= 5 or any(word.lower() in _NOT_PERSON for word in run) or len(run[-1]) < 2:
        return None
    if any(word.isupper() and len(word) > 2 and "." not in word for word in run) or any(
        c.isdigit() for c in "".join(run)
    ):
        return None
    if not roles and not known and after not in _SPEAKS and before not in _SPEAKS and not _APPOSED.fullmatch(after):
        return None
    return Person(" ".join(run), run[-1], frozenset(roles))
