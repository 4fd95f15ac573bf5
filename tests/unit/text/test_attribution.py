"""Who says it: before and behind the quote, by role and by name; and names themselves."""

import pytest

from factcheck.text.attribution import AttributionKind, find_attribution
from factcheck.text.names import find_names, same_name


@pytest.mark.parametrize(
    ("sentence", "speaker", "role", "kind"),
    [
        (
            "White House national security spokesman John Kirby said that Russia sought arms.",
            "John Kirby",
            "White House national security spokesman",
            "said",
        ),
        ("“We go,” said John Kirby, a spokesman.", "John Kirby", "", "said"),
        ("“We go,” the ministry said on Friday.", "the ministry", "", "said"),
        ("Russia is seeking arms, the White House said.", "White House", "", "said"),
        ("No arms were sold to Russia, an official said on Thursday, rejecting it.", "an official", "", "said"),
        ("According to the general, 700 soldiers left.", "the general", "", "said"),
        ("The dam opened, according to Anna Lund.", "Anna Lund", "", "said"),
        ("Ms. Lund denied having signed the letter.", "Lund", "", "denied"),
        ("John Kirby, the spokesman, said that it was over.", "John Kirby", "", "said"),
        ("A spokesman for Aquanor said the water was safe.", "A spokesman for Aquanor", "", "said"),
        ("She added that prices rose.", "She", "", "said"),
        ("Mayor Ottavia N'Diaye has confirmed the plan.", "Ottavia N'Diaye", "Mayor", "confirmed"),
        ("Russia's Defence Ministry said the claims were false.", "Russia's Defence Ministry", "", "said"),
        ("Police in Ormsk said that nobody died.", "Police", "", "said"),
        ("He is accused of theft.", None, "", "alleged"),
        ("The boat reportedly sank.", None, "", "alleged"),
        ("The men were said to be armed.", None, "", "alleged"),
        ("The company promised to rebuild the school.", "The company", "", "planned"),
        ("Ironside's owner, Anna Lund (Анна Лунд), rejected the assertion.", "Anna Lund", "Ironside's owner", "denied"),
        ("The mill's owner, Anna Lund (62), said the gate would close.", "Anna Lund", "The mill's owner", "said"),
        ("But its owner, Anna Lund, told the court that she had paid.", "Anna Lund", "its owner", "said"),
        ("Anna Lund, the mill's owner, denied the claim.", "Anna Lund", "", "denied"),
        ("The mayor, Anna Lund, confirmed the plan on Friday.", "Anna Lund", "The mayor", "confirmed"),
        ("Anna Lund (62) said that the gate would close.", "Anna Lund", "", "said"),
        ("Rain, the wind and snow, said Kirby, were likely.", "Kirby", "", "said"),
        (
            "The rate is to be cut in April, the chancellor, Anna Lund, told the House on Friday.",
            "Anna Lund",
            "the chancellor",
            "said",
        ),
        ("The bridge will stay, Anna Lund told the council.", "Anna Lund", "", "said"),
        ("The fire, a small one, was out by noon, said the brigade.", "the brigade", "", "said"),
        ("The allegations, made in June, were groundless, said Kirby.", "Kirby", "", "said"),
        ("The turkeys were culled, said chief vet Anton Weil.", "Anton Weil", "chief vet", "said"),
        ("The strike is over, said its leader.", "its leader", "", "said"),
        ("Sunbird says the brakes were replaced within days.", "Sunbird", "", "said"),
        ("The union at Karst now says unpaid overtime has doubled.", "The union at Karst", "", "said"),
        (
            "In June the foreign ministry of Quellin said it would cost more.",
            "the foreign ministry of Quellin",
            "",
            "said",
        ),
        ("At the same meeting Joanna Pruett said that the fee was too high.", "Joanna Pruett", "", "said"),
        ("In a letter to members she said the club was ruined.", "she", "", "said"),
        ("The road is shut, though the importer insists that it can be used.", "the importer", "", "said"),
        ("14:05 – The agency confirms that contact was lost.", "The agency", "", "confirmed"),
        (
            "The head of Gorin, Stefan Lilov, has since told a judge that he paid.",
            "Stefan Lilov",
            "The head of Gorin",
            "said",
        ),
        ("The convoy was unloaded by mistake, Bread Now said.", "Bread Now", "", "said"),
    ],
)
def test_speaker(sentence: str, speaker: str | None, role: str, kind: str) -> None:
    found = find_attribution(sentence)
    assert found is not None
    assert (found.speaker, found.role, found.kind) == (speaker, role, kind)
    if found.speaker_span:
        assert sentence[found.speaker_span.start : found.speaker_span.end] == speaker


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("The mill's owner, Anna Lund (62), said the gate would close.", "the gate would close."),
        ("The ministry's spokesman, Ivan Petrov, confirmed the delivery.", "the delivery."),
        ("On Friday the mayor, Anna Lund, rejected the claims.", "the claims."),
        ("Rain, the wind and snow, said Kirby, were likely.", "Rain, the wind and snow, "),
        (
            "The rate is to be cut in April, the chancellor, Anna Lund, told the House on Friday.",
            "The rate is to be cut in April, ",
        ),
        ("The bridge will stay, Anna Lund, the mayor, told reporters.", "The bridge will stay, "),
        ("Anna Lund, the mayor, told reporters that the bridge would stay.", "reporters that the bridge would stay."),
    ],
)
def test_what_a_subject_with_two_names_says(sentence: str, content: str) -> None:
    found = find_attribution(sentence)
    assert found is not None
    assert sentence[found.content.start : found.content.end] == content


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge is closed.",
        "The minister rejected the plan.",
        "The rate fell to 3 percent.",
        "",
        "He did not say why.",
        "The court dismissed the appeal.",
        "“said”",
        "The word that he said",
        "The assembly approved a bridge, sixty years after one was first proposed.",
        "The tunnel was originally proposed in 1962.",
    ],
)
def test_the_papers_own_voice(sentence: str) -> None:
    found = find_attribution(sentence)
    assert found is None or found.pronoun


def test_content_is_what_is_said() -> None:
    sentence = "Kirby said that Russia was seeking arms."
    found = find_attribution(sentence)
    assert found is not None
    assert sentence[found.content.start : found.content.end] == "Russia was seeking arms."


def test_a_pronoun_is_marked() -> None:
    found = find_attribution("“No,” he said.")
    assert found is not None
    assert found.pronoun
    assert found.kind is AttributionKind.SAID


def test_names() -> None:
    text = "On Friday Prime Minister Rita Okoro-Lund met Kim Jong Un and Ursula von der Leyen in New York."
    assert [n.core for n in find_names(text)] == ["Rita Okoro-Lund", "Kim Jong Un", "Ursula von der Leyen", "New York"]


def test_a_sentence_start_is_uncertain() -> None:
    (first, second) = find_names("Lorries left Karst.")
    assert not first.certain
    assert second.certain


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("John Kirby", "Kirby", True),
        ("Mr Kirby", "John Kirby", True),
        ("Anna Lund", "Boris Lund", False),
        ("White House", "the White House", True),
        ("Kim Jong Un", "Kim", True),
        ("Lund", "Krall", False),
        ("", "Lund", False),
    ],
)
def test_same_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("No arms were sold to Russia, an official said on Thursday, rejecting it.", "No arms were sold to Russia,"),
        ("The road will close for a month, the council said late on Monday.", "The road will close for a month,"),
        ("In Harrowmere, where it rained, the council said on Monday it would close.", "on Monday it would close."),
        (
            "After the fire, or so, the ministry said on Monday that it would close.",
            "on Monday that it would close.",
        ),
    ],
)
def test_what_is_said_stands_before_a_speaker_with_a_day_behind(sentence: str, content: str) -> None:
    found = find_attribution(sentence)
    assert found is not None
    assert sentence[found.content.start : found.content.end].strip() == content


@pytest.mark.parametrize(
    ("sentence", "speaker", "own", "content"),
    [
        (
            "The prison service apologised to the family and said that staffing had gone up.",
            "The prison service",
            "The prison service apologised to the family",
            "staffing had gone up.",
        ),
        (
            "Ibarlucea's manager, Félix Oyarzo, called it “a gift” but said that he would protest.",
            "Félix Oyarzo",
            "Ibarlucea's manager, Félix Oyarzo, called it “a gift”",
            "he would protest.",
        ),
        (
            "Hugo Pask, who advises Arms Count, called that nonsense and denied the report.",
            "Hugo Pask",
            "Hugo Pask, who advises Arms Count, called that nonsense",
            "the report.",
        ),
        ("Zenite speaks of four and says none is safe.", "Zenite", "Zenite speaks of four", "none is safe."),
        (
            "She resigned, and has since told the board that she would sue.",
            "She",
            "She resigned,",
            "the board that she would sue.",
        ),
    ],
)
def test_a_verb_of_saying_behind_another_verb(sentence: str, speaker: str, own: str, content: str) -> None:
    found = find_attribution(sentence)
    assert found is not None
    assert found.own_voice is not None
    assert found.speaker == speaker
    assert sentence[found.own_voice.start : found.own_voice.end].strip() == own
    assert sentence[found.content.start : found.content.end] == content


@pytest.mark.parametrize(
    "sentence",
    [
        "He was sacked and told to leave.",
        "The clerk had written to them in May and was told that it was a training matter.",
        "The paintings were stolen in 1990 and said to be abroad.",
        "The accused man and said relatives were there.",
        "Police lost the files of 57 cases in a flood and told only nine of the women.",
        "Valckx came first on Sunday and claimed the right to form a government.",
        "The workers' reports and claims were false.",
        "By last Friday 211 of the traders had received the sum promised.",
        "The journey would have taken 23 hours rather than the 17 promised.",
        "The night book says so too, in two different inks.",
        "The report mentions the pipe but says nothing of lost papers.",
    ],
)
def test_nobody_speaks(sentence: str) -> None:
    assert find_attribution(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("General Tomas Velk, who commands the army, said his guns would stay.", "his guns would stay."),
        ("Hopes rose and fell, and Kirby said it was over.", "it was over."),
        ("The true number was higher; Dr Quadri had always denied that.", "The true number was higher; "),
        ("He had left out the finial, he conceded later.", "He had left out the finial, "),
    ],
)
def test_what_is_said_and_where_it_stands(sentence: str, content: str) -> None:
    found = find_attribution(sentence)
    assert found is not None
    assert sentence[found.content.start : found.content.end] == content
