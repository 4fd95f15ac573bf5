"""Direction: opposites of one thing, and nothing said of two things."""

import pytest

from factcheck.types import CheckOutcome, Claim
from factcheck.verify.checks import run_checks


def differs(claim: str, passage: str) -> bool:
    return any(c.rule == "direction" and c.outcome is CheckOutcome.DIFFERS for c in run_checks(Claim(claim), passage))


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Cement sales fell in the third quarter.", "Cement sales rose 18 percent in the third quarter."),
        ("The bank raised its policy rate.", "The bank lowered its policy rate to 3 percent."),
        ("Kestrel's copper output climbed last year.", "Kestrel's copper output dropped last year."),
        ("The mayor won the election in Linden.", "The mayor lost the election in Linden by 212 votes."),
        ("Parliament approved the levy on sugar.", "Parliament rejected the levy on sugar."),
        ("The court upheld the ban on fishing.", "The court overturned the ban on fishing."),
        ("Quispe was convicted of taking bribes.", "The tribunal acquitted former minister Quispe of taking bribes."),
        ("The port reopened after the storm.", "The port closed after the storm."),
        ("The talks on the dam began in Geneva.", "The talks on the dam ended in Geneva."),
        ("The company reported a profit for the year.", "The company reported a loss for the year."),
        ("The budget shows a surplus for 2023.", "The budget shows a deficit for 2023."),
        ("The farmers' union supported the tax on milk.", "The farmers' union opposed the tax on milk."),
        ("The number of visitors increased in May.", "The number of visitors decreased in May."),
        (
            "Like-for-like sales were up 12 percent in the eight weeks.",
            "Like-for-like sales were down 12 percent in the eight weeks.",
        ),
        ("The senate passed the housing bill.", "The senate blocked the housing bill."),
        ("The krone strengthened against the euro.", "The krone weakened against the euro."),
        ("The firm appointed Anna Lund as editor.", "The firm sacked Anna Lund as editor."),
        ("The country exports wheat to Egypt.", "The country imports wheat from Egypt."),
        ("The airline resumed flights to Karst.", "The airline suspended flights to Karst."),
        ("The treasurer admitted taking the money.", "The treasurer denied taking the money."),
        ("Acme's profit rose in the first quarter.", "Acme's profit fell in the first quarter."),
        ("The number of bus passengers in Tarvosa has risen.", "The number of passengers in Tarvosa has fallen."),
        ("The bank's policy rate was raised in May.", "The bank lowered its policy rate in May."),
        ("Parliament approved the budget bill on Monday.", "Parliament rejected the bill on Monday."),
        ("The union rejected an offer of 240 posts.", "The union accepted by 311 votes an offer of 240 posts."),
        ("Kovac was convicted of bribery and fraud.", "Kovac was acquitted of bribery."),
        ("Reid admitted that the cabinet was split over the demand.", "Reid denied a rift in the cabinet over it."),
    ],
)
def test_differs(claim: str, passage: str) -> None:
    assert differs(claim, passage)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Cement sales fell in the third quarter.", "Cement sales dropped 18 percent in the third quarter."),
        ("Cement sales fell in the third quarter.", "Cement sales did not rise in the third quarter."),
        (
            "Cement sales fell in the third quarter.",
            "Cement sales fell in the third quarter after they rose in the second.",
        ),
        ("Sales grew while profit shrank.", "Sales climbed but profit fell."),
        ("Profit fell in the quarter.", "Revenue rose 6 percent."),
        ("The mayor won the election.", "Shares in the brewery lost a third of their value."),
        ("The court upheld the ban.", "The school dismissed its cook."),
        ("The mayor did not win the election.", "The mayor lost the election."),
        ("The shop closed in May.", "A new library opened in June."),
        ("The budget shows a surplus.", "The trade deficit with China is old."),
        ("The union refused to end the strike.", "The strike began in May."),
        ("The river rose on Friday.", "The price of rice fell on Friday."),
        ("The airport was closed to cars.", "The bridge will reopen in July."),
        ("The bank raised its forecast.", "The bank lifted its forecast."),
        ("Prices were up at the market.", "Prices went down to the market."),
        ("Parliament failed to approve the levy.", "Parliament rejected the levy."),
        ("He was found guilty of theft.", "He was convicted of theft."),
        ("The company reported a profit.", "The company reported a profit after a loss last year."),
        ("Kirby said Russia was seeking arms.", "Kirby said Russia wanted weapons."),
        ("The ministry confirmed the visit.", "The ministry acknowledged the visit."),
        # another thing of the same company, people, house or person
        ("Acme's profit rose in the first quarter.", "Acme's sales fell in the first quarter."),
        ("Unemployment among men fell in Norland.", "Unemployment among women rose in Norland."),
        ("Wages of nurses rose in Karst last year.", "Wages of teachers fell in Karst last year."),
        ("Parliament approved the budget bill on Monday.", "Parliament rejected the pension bill on Monday."),
        ("Kovac was convicted of bribery.", "Kovac was acquitted of fraud."),
        ("The court convicted Kovac of bribery in Karst.", "The court acquitted Petrov of bribery in Karst."),
        ("The euro rose against the dollar on Monday.", "The dollar fell against the euro on Monday."),
        (
            "The board appointed Jane Roe as chief executive.",
            "The board sacked John Doe as chief executive and named Jane Roe in his place.",
        ),
        ("The court upheld the appeal of Kovac.", "The court overturned Kovac's conviction."),
    ],
)
def test_silent(claim: str, passage: str) -> None:
    assert not differs(claim, passage)
