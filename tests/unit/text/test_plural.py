from factcheck.text.plural import counted


def test_an_s_for_all_but_one() -> None:
    assert [counted(n, "report") for n in (0, 1, 2, 1068)] == ["0 reports", "1 report", "2 reports", "1,068 reports"]
