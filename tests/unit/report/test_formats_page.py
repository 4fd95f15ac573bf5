"""docs/formats.md describes what the code writes, field by field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from factcheck.errors import ExitCode, InputError
from factcheck.report import CSV_HEADER, error_row, finding_from_dict, finding_to_dict
from factcheck.review import DECISION_FIELDS, TRAINING_FIELDS
from factcheck.types import CheckOutcome, Conclusion, DateSource, DecisionKind, ReasonCode, Shelf, Stance
from factcheck.verify.checks import RULES

PAGE = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """A part of the page, from its heading to the next of the same level."""
    found = re.search(rf"^## {re.escape(title)}$(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def first_columns(part: str) -> list[str]:
    """The names in the first column of the tables of a part."""
    cells = re.findall(r"^\| (`[^|]*) \|", part, re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def example() -> dict[str, object]:
    found = re.search(r"<!-- example: finding -->\n```json\n(.*?)\n```", PAGE, re.DOTALL)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


def paths(value: object, prefix: str = "") -> Iterator[str]:
    """Dotted names of all leaves; items of a list and free-form objects are leaves."""
    if isinstance(value, Mapping) and prefix not in ("counts", "models", "index"):
        for key, item in value.items():
            yield from paths(item, f"{prefix}.{key}" if prefix else key)
    else:
        yield prefix


def test_the_example_is_what_the_code_reads_and_writes() -> None:
    finding = finding_from_dict(example())
    assert finding_to_dict(finding) == example()
    assert finding.side(Stance.SUPPORTS)
    assert finding.side(Stance.CONFLICTS)
    assert any(item.checks for item in finding.evidence)
    for item in finding.evidence:
        assert item.end - item.start == len(item.quote)


def test_every_field_of_a_finding_is_described_and_no_other() -> None:
    data = example()
    described = first_columns(section("A finding"))
    evidence = data["evidence"]
    assert isinstance(evidence, list)
    check = next(check for item in evidence for check in item["checks"])
    written = [*paths(data), *paths(evidence[0]), *paths(check)]
    assert set(written) <= set(described)
    reasons = {code.value for code in ReasonCode}
    assert set(described) - set(written) == reasons - {"reason.code"}


@pytest.mark.parametrize("kind", [Conclusion, Stance, Shelf, DateSource, CheckOutcome, ReasonCode])
def test_every_value_of_a_finding_is_named(kind: type) -> None:
    assert [member for member in kind if f"`{member.value}`" not in section("A finding")] == []  # type: ignore[attr-defined]


def test_every_rule_and_count_is_named() -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith("| `rule`"))
    assert tuple(re.findall(r"`([^`]+)`", row.split("; besides")[0])[1:]) == RULES
    counts = example()["counts"]
    assert isinstance(counts, dict)
    assert [name for name in counts if f"`{name}`" not in section("A finding")] == []


def test_batch_rows_are_described() -> None:
    part = section("Batch results")
    own = [name for name in error_row(1, 1, "", "x") if name not in example()]
    assert first_columns(part) == own
    listed = re.search(r"<!-- fields: CSV_HEADER -->\n(.*?)\n\n", part, re.DOTALL)
    assert listed
    assert tuple(re.findall(r"`([^`]+)`", listed[1])) == CSV_HEADER


@pytest.mark.parametrize(("title", "fields"), [("Decisions", DECISION_FIELDS), ("Training pairs", TRAINING_FIELDS)])
def test_exports_are_described(title: str, fields: tuple[str, ...]) -> None:
    assert tuple(first_columns(section(title))) == fields


def test_decision_kinds_are_named() -> None:
    row = next(line for line in section("Decisions").splitlines() if line.startswith("| `kind`"))
    assert set(re.findall(r"`([^`]+)`", row)[1:]) == {kind.value for kind in DecisionKind} - {"undo"}


def test_exit_codes_are_all_there() -> None:
    codes = [int(code) for code in re.findall(r"^\| (\d+) \|", section("Exit codes"), re.MULTILINE)]
    assert codes == [code.value for code in ExitCode]


def test_an_example_with_a_field_left_out_would_be_noticed() -> None:
    data = example()
    del data["reason"]
    with pytest.raises(InputError):
        finding_from_dict(data)
