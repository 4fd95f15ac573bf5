"""Dates, quoted wording, modality, names, and what holds for all rules."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.types import Claim
from factcheck.verify.checks import RULES, run_checks

FRIDAY = date(2023, 3, 31)


def outcome(rule: str, claim: str, passage: str, before: str = "") -> str:
    found = run_checks(Claim(claim, as_of=FRIDAY), passage, before=before, report_date=FRIDAY)
    outcomes = {c.outcome.value for c in found if c.rule == rule}
    return next((o for o in ("differs", "caution", "agrees") if o in outcomes), "")


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("The envoy spoke on 30 March 2023.", "The envoy spoke on Thursday.", "agrees"),
        ("The envoy spoke on Thursday.", "The envoy spoke on March 30.", "agrees"),
        ("The bridge was shut in February 2022.", "The bridge was shut in February last year.", "agrees"),
        ("The school opened in 1999.", "The school opened in 1999.", "agrees"),
        ("The ship left on 3 April 2021.", "The ship left on April 3, 2021.", "agrees"),
        ("The strike began in January 2023.", "The strike began on 14 January.", "agrees"),
        ("The law was signed in March.", "The law was signed on Thursday.", "agrees"),
        ("The bank failed in 2008.", "The bank failed in September 2008.", ""),
        ("The envoy spoke on 28 March 2023.", "The envoy spoke on Thursday.", "differs"),
        ("The school at Karst opened in 1999.", "The school at Karst opened in 2004.", "differs"),
        ("The ship left port on 3 April 2021.", "The ship left port on 5 April 2021.", "differs"),
        ("The bridge was shut in February 2022.", "The bridge was shut in May 2022.", "differs"),
        ("The tax was abolished on 1 January 2020.", "The tax was abolished on 1 October 2020.", "differs"),
        ("The judge retired in 2019.", "The judge retired in 2021.", "differs"),
        ("The dam broke on Tuesday.", "The dam broke on Thursday.", "differs"),
        ("The paper was retracted in June 2020.", "The paper was retracted in July 2020.", "differs"),
        ("The school opened in 1999.", "The pool was built in 2004.", ""),
        ("The envoy spoke on 28 March 2023.", "The envoy will speak on Thursday.", ""),
        ("The law was passed in 2014.", "The law was passed in 2012 and amended in 2019.", ""),
        ("The law has been in force since 2014.", "The law was in force until 2019.", ""),
        ("The report came in September.", "The report had been promised for September; it came in January.", "agrees"),
        ("The judge retired.", "The judge retired in 2021.", ""),
        # a passage without the year may look ahead
        ("The trial of Kovac opens on 3 April 2023.", "The trial of Kovac opens on Monday.", ""),
        ("The law takes effect in July 2023.", "The law takes effect in July.", ""),
        ("The law takes effect on 1 July 2023.", "The law takes effect on July 1.", ""),
        ("The summit of the bloc is on 3 April.", "The summit of the bloc is on Monday.", ""),
        ("The trial of Kovac opens on 4 April 2023.", "The trial of Kovac opens on Monday.", "differs"),
        ("The law takes effect in July 2023.", "The law takes effect in August.", "differs"),
        ("The law took effect in July 2021.", "The law took effect in July.", "differs"),
    ],
)
def test_dates(claim: str, passage: str, expected: str) -> None:
    assert outcome("dates", claim, passage) == expected


@pytest.mark.parametrize(
    ("claim", "passage", "as_of", "day", "expected"),
    [
        ("The bridge opened on Thursday.", "The bridge opened on Thursday.", date(2023, 4, 7), FRIDAY, ""),
        ("The mayor resigned in June.", "The mayor resigned in June.", date(2024, 12, 31), FRIDAY, ""),
        ("The mayor resigned on 3 May.", "The mayor resigned on May 3.", date(2023, 12, 1), date(2020, 6, 1), ""),
        ("The bridge opened on Tuesday.", "The bridge opened on Thursday.", date(2023, 4, 7), FRIDAY, "differs"),
        ("The mayor resigned on 4 May.", "The mayor resigned on 3 May.", date(2023, 12, 1), FRIDAY, "differs"),
    ],
)
def test_the_same_words_of_another_day(claim: str, passage: str, as_of: date, day: date, expected: str) -> None:
    checks = run_checks(Claim(claim, as_of=as_of), passage, report_date=day)
    assert [c.outcome.value for c in checks if c.rule == "dates"] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ('She called it "a dam, not a weapon".', 'She called the step "a dam, not a weapon".', "agrees"),
        ('She called it "a dam, not a weapon".', "She called the step “a dam, not a weapon”.", "agrees"),
        ('He said it was "good … for all of us".', 'He said it was "good, in the end, for all of us".', "agrees"),
        ('He said "we [the union] will not give in".', 'He said "we will not give in".', "agrees"),
        ("He said 'we will never give in to them'.", 'He said: "We will never give in to them."', "agrees"),
        ('She was "deeply concerned".', "She was deeply concerned by the news.", "agrees"),
        (
            'The firm acted "in good faith".',
            'The firm said it acted "in good faith on the basis of a faulty sensor".',
            "agrees",
        ),
        ('He said "it isn’t over yet".', "He said “it isn't over yet”.", "agrees"),
        (
            'He said "we will accept every offer from them".',
            'He said "we will reject every offer from them".',
            "differs",
        ),
        ('She said "I have seen the report".', 'She said "I have never seen the report".', "differs"),
        ('He said "the virus spread in the market".', 'He said "the virus spread in the laboratory".', "differs"),
        (
            'She said "nobody in this house took the money".',
            'She said "somebody in this house took the money".',
            "differs",
        ),
        ('He promised "lower taxes for every family".', 'He promised "higher taxes for every family".', "differs"),
        ('She said "there is no plan to close the mine".', 'She said "there is a plan to close the mine".', "differs"),
        (
            'He said "we have lost the battle of the river".',
            'He said "we have won the battle of the river".',
            "differs",
        ),
        ('She said "the children are safe and well".', 'She said "the teachers are safe and well".', "differs"),
        ('He said "we will be going there soon".', 'He said "we would be going there soon".', "caution"),
        (
            'She said "it was the worst storm of the century".',
            'She said "it was a worst storm of the century".',
            "caution",
        ),
        # contractions, number words, and what stands between the parts of a quotation
        ('He said "I won’t resign because of lies".', '"I will not resign because of lies," he said.', "agrees"),
        ('She said "I cannot accept the offer".', '"I can\'t accept the offer," she said.', "agrees"),
        ('He said "we paid twenty million for it".', 'He said "we paid 20 million for it".', "agrees"),
        ('He said "the cabinet must go and go now".', '"The cabinet must go," Kovac said, "and go now."', "agrees"),
        ('He said "the cabinet must go and go now".', '"The cabinet must go," he said, "or go now."', "caution"),
        ('He said "the cabinet must go and go now".', '"The cabinet must stay," he said, "and go now."', "differs"),
        ('He said "I will resign over these lies".', '"I won’t resign over these lies," he said.', "differs"),
        ('He said "all of our men came home".', '"Some of our men came home," he said.', "differs"),
        ('He said "we paid twenty million for it".', 'He said "we paid forty million for it".', "differs"),
        ('He said "we paid 2 million for it".', 'He said "we paid 2 billion for it".', "differs"),
        ('He said "we win this before the winter".', 'He said "we win this after the winter".', "differs"),
        ('He said "we will all stay in the house".', 'He said "we will stay in the house".', "caution"),
        ('The paper is called "Lamp".', "The newspaper said so.", ""),
        ('He said "we are staying".', "The committee met in Geneva.", ""),
        ('He spoke of "a long and winding road to peace".', "The bridge is closed for repairs.", ""),
        ("No quotation here.", 'He said "we are staying".', ""),
    ],
)
def test_quoted_wording(claim: str, passage: str, expected: str) -> None:
    assert outcome("quoted wording", claim, passage) == expected


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("The council closed the library in Linden.", "The council plans to close the library in Linden.", "caution"),
        ("The council closed the library in Linden.", "The council may close the library in Linden.", "caution"),
        ("Russia bought shells from the North.", "Russia seeks to buy shells from the North.", "caution"),
        ("The bank cut its rate in May.", "The bank is expected to cut its rate in May.", "caution"),
        ("The minister visited the valley.", "The minister hopes to visit the valley.", "caution"),
        ("The firm dismissed 300 workers.", "The firm threatened to dismiss 300 workers.", "caution"),
        ("The city built a tunnel to the port.", "The city is considering building a tunnel to the port.", "caution"),
        ("The union accepted the offer.", "The union would accept the offer.", "caution"),
        ("The rover landed on the moon.", "The rover was due to land on the moon.", "caution"),
        ("The court heard the appeal of Quispe.", "The court should hear the appeal of Quispe.", "caution"),
        ("The bridge in Linden was opened in May.", "The bridge in Linden is to open in September.", "caution"),
        ("The bridge in Linden was opened in May.", "The bridge in Linden was to open in September.", "caution"),
        ("The mayor of Linden resigned in May.", "The mayor of Linden said that she would not resign.", "caution"),
        ("Norland said it will not sell arms.", "Buying arms from Norland would breach sanctions.", "caution"),
        ("Norland sold arms to Sudland.", "If Norland sold arms, it would break resolutions.", "caution"),
        ("Selling arms would breach sanctions.", "Buying arms from Norland would breach sanctions.", ""),
        ("Norland said it sold arms.", "Norland said that selling arms would breach sanctions.", ""),
        ("Norland sold arms to Sudland.", "The arms that would win the war were sold by Norland.", ""),
        ("The mayor of Linden has ruled out resigning.", "The mayor of Linden said that she would not resign.", ""),
        ("The mayor of Linden did not resign.", "The mayor of Linden said that she would not resign.", ""),
        ("The bridge in Linden was opened in May.", "The bridge in Linden will not open in May.", ""),
        ("The bridge in Linden was opened in May.", "The Linden bridge was to open in May but was scrapped.", ""),
        ("The council closed the library in Linden.", "The council has no plans to close the library in Linden.", ""),
        ("The council closed the library in Linden.", "The council closed the library in Linden.", ""),
        ("The council plans to close the library.", "The council plans to close the library.", ""),
        ("The library is to close in Linden.", "The library will close in Linden.", ""),
        ("The council may close the library.", "The council will close the library.", ""),
        ("The bank cut its rate in May.", "The bank cut its rate in May.", ""),
        ("The minister visited the valley.", "The minister will fly to Geneva.", ""),
        ("The rover landed on the moon.", "The rover landed on the moon and may drive on Friday.", ""),
        ("The firm dismissed 300 workers.", "The firm, which had planned to dismiss 200, dismissed 300 workers.", ""),
        ("The city built a tunnel.", "The weather may improve.", ""),
        (
            "The union accepted the offer of the port.",
            "The union accepted the offer of the port and hopes for peace.",
            "",
        ),
    ],
)
def test_modality(claim: str, passage: str, expected: str) -> None:
    assert outcome("modality", claim, passage) == expected


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        (
            "The ship unloaded grain in Hamburg after the storm.",
            "The ship unloaded grain in Rotterdam after the storm.",
            "caution",
        ),
        (
            "The council chose President Anna Lund for the award.",
            "The council chose President Boris Krall for the award.",
            "caution",
        ),
        (
            "The summit on water will be held in Geneva this year.",
            "The summit on water will be held in Nairobi this year.",
            "caution",
        ),
        ("The plant gets its copper from Chile by rail.", "The plant gets its copper from Peru by rail.", "caution"),
        ("The envoy travelled to Pyongyang with a letter.", "The envoy travelled to Beijing with a letter.", "caution"),
        (
            "The tribunal sentenced Colonel Idris Haddad to prison.",
            "The tribunal sentenced Colonel Omar Salo to prison.",
            "caution",
        ),
        ("The fire near Karst burned the forest.", "The fire near Ormsk burned the forest.", "caution"),
        (
            "The award went to Senator Rita Okoro for her book.",
            "The award went to Senator Ada Pryce for her book.",
            "caution",
        ),
        (
            "The train collided with a lorry at Linden on its way.",
            "The train collided with a lorry at Hallstadt on its way.",
            "caution",
        ),
        (
            "The painting was stolen from Lagoa by thieves.",
            "The painting was stolen from Belvaux by thieves.",
            "caution",
        ),
        (
            "The ship unloaded grain in Hamburg after the storm.",
            "The ship unloaded grain in Hamburg after the storm.",
            "",
        ),
        (
            "The ship unloaded grain in Hamburg after the storm.",
            "The ship unloaded grain in the port after the storm.",
            "",
        ),
        ("The ship unloaded grain in Hamburg.", "Rotterdam has a port.", ""),
        ("President Anna Lund won.", "Lund won.", ""),
        ("Russian troops left the town of Karst.", "Russia's troops left the town of Karst.", ""),
        ("The envoy travelled to Pyongyang with a letter.", "The envoy from Moscow travelled with a letter.", ""),
        ("Prime Minister Rita Okoro spoke.", "Okoro spoke in Geneva.", ""),
        ("The tribunal sentenced Colonel Haddad to prison.", "The tribunal sentenced Idris Haddad to prison.", ""),
        ("The plant gets its copper from Chile by rail.", "The plant gets its copper from Chile and Peru by rail.", ""),
        ("It rained.", "It rained in Paris.", ""),
    ],
)
def test_names(claim: str, passage: str, expected: str) -> None:
    assert outcome("names", claim, passage) == expected


def test_a_name_given_in_the_sentence_before_is_there() -> None:
    claim, passage = (
        "The ship unloaded grain in Hamburg after the storm.",
        "The ship unloaded grain in Rotterdam after the storm.",
    )
    assert outcome("names", claim, passage, before="It came from Hamburg.") == ""


WORDS = st.sampled_from(
    'the a not never no said denied "we go" “ ” 24 two dozen more than half $5m 30 March 2023 Thursday Kirby rose fell '
    "may plans to . , ; : - U.S. 1,000 percent between 3 and 9 according Anna Lund".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=25), st.lists(WORDS, max_size=40))
def test_spans_lie_within_both_texts(ours: list[str], theirs: list[str]) -> None:
    claim, passage = " ".join(ours), " ".join(theirs)
    for check in run_checks(Claim(claim), passage, report_date=FRIDAY):
        assert check.rule in RULES
        assert check.detail
        assert all(0 <= s.start < s.end <= len(claim) for s in check.claim_spans)
        assert all(0 <= s.start < s.end <= len(passage) for s in check.quote_spans)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=120))
def test_any_text_is_read(claim: str, passage: str) -> None:
    run_checks(Claim(claim), passage, before=passage, report_date=FRIDAY)


@pytest.mark.parametrize("unit", [" ", "a", "1", '"', "not ", "5 ", "“a ", "Ab ", "said ", "in 2014 "])
def test_hostile_passages_are_read_in_bounded_time(unit: str) -> None:
    run_checks(Claim('He said "we go on" to 24 men in 2014.'), unit * (1_000_000 // len(unit)))


def test_a_text_never_differs_from_itself() -> None:
    for text in (
        "Kirby said on Thursday that Russia was seeking 24 kinds of weapons.",
        "The ministry denied that sales fell 6 percent in 2021 and did not rise.",
        'Anna Lund said "we will not go" to more than 300 men in Geneva.',
    ):
        checks = run_checks(Claim(text, as_of=FRIDAY), text, report_date=FRIDAY)
        assert all(c.outcome.value != "differs" for c in checks)


BEFORE = date(2022, 11, 3)


@pytest.mark.parametrize(
    ("claim", "passage", "day", "expected"),
    [
        ("The bridge was opened in May 2024.", "The bridge will not open next September.", BEFORE, "caution"),
        ("The bridge was opened in May 2024.", "The bridge is to open in spring 2024.", BEFORE, "caution"),
        ("The company was sold on 3 March 2023.", "The company may be sold, its owner said.", BEFORE, "caution"),
        ("Parliament rejected the budget in June 2023.", "Parliament will vote on it next year.", BEFORE, "caution"),
        ("The union struck in January 2023.", "The union would strike, its leader said.", BEFORE, "caution"),
        ("The mayor resigned on 4 May 2023.", "The mayor said that he would not resign.", BEFORE, "caution"),
        ("The prize was won by Ode Brandt in 2023.", "Ode Brandt hopes to win the prize.", BEFORE, "caution"),
        ("The ferry sank in April 2023.", "The ferry should be scrapped, inspectors said.", BEFORE, "caution"),
        ("The tax was cut in July 2023.", "The tax is likely to be cut.", BEFORE, "caution"),
        ("The trial began in August 2023.", "The trial is expected to begin in spring.", BEFORE, "caution"),
        # the report isn't older
        ("The bridge was opened in May 2022.", "The bridge will not open next September.", BEFORE, ""),
        ("The bridge was opened in November 2022.", "The bridge will not open in September.", BEFORE, ""),
        # the claim tells a plan, or what runs on
        ("The bridge is to open in May 2024.", "The bridge will not open next September.", BEFORE, ""),
        ("The bridge will be opened in May 2024.", "The bridge will not open next September.", BEFORE, ""),
        ("The lease expires in 2030.", "The lease will end in eight years.", BEFORE, ""),
        ("The treaty was extended until 2030.", "The treaty will end in eight years.", BEFORE, ""),
        # nothing is dated
        ("The bridge was opened.", "The bridge will not open next September.", BEFORE, ""),
        ("The bridge was opened in May 2024.", "The bridge will not open next September.", None, ""),
    ],
)
def test_timing(claim: str, passage: str, day: date | None, expected: str) -> None:
    found = [c.outcome.value for c in run_checks(Claim(claim), passage, report_date=day) if c.rule == "timing"]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("The order ended in October 2024.", "The order was lifted on Tuesday.", "caution"),
        ("The bridge was opened in May 2024.", "The bridge was opened on Saturday.", "caution"),
        ("The mayor resigned on 4 May 2023.", "The mayor resigned on Wednesday.", "caution"),
        ("Parliament rejected the budget in June 2023.", "Parliament rejected the budget by nine votes.", "caution"),
        ("The plant shut in 2023.", "The plant shut last week.", "caution"),
        ("The union struck in January 2023.", "Drivers struck for two days.", "caution"),
        # the passage names the day too: it may be dated wrongly, or tell a plan that doesn't look like one
        ("The bridge was opened in May 2024.", "The bridge opens in May 2024.", ""),
        ("She was chosen to run in 2024.", "The party chose her to run in 2024.", ""),
        # the date doesn't say when
        ("The council passed the 2024 budget.", "The council passed the budget.", ""),
        ("The council approved money for 2024.", "The council approved the money.", ""),
        ("The lease was extended until May 2024.", "The lease was extended.", ""),
        ("He was jailed until 2030.", "He was jailed for eight years.", ""),
        # no year, or not later than the report
        ("The bridge was opened in May.", "The bridge was opened on Saturday.", ""),
        ("The bridge was opened in May 2022.", "The bridge was opened on Saturday.", ""),
        ("The bridge was opened in November 2022.", "The bridge was opened on Saturday.", ""),
        # a plan or a state of the claim's
        ("The bridge will open in May 2024.", "The bridge was opened on Saturday.", ""),
        ("The bridge opens in May 2024.", "The bridge was opened on Saturday.", ""),
        # the passage looks ahead: that is the other rule's
        ("The bridge was opened in May 2024.", "The bridge will open next year.", ""),
    ],
)
def test_a_report_tells_nothing_of_days_after_it(claim: str, passage: str, expected: str) -> None:
    found = [c.outcome.value for c in run_checks(Claim(claim), passage, report_date=BEFORE) if c.rule == "earlier"]
    assert found == ([expected] if expected else [])
