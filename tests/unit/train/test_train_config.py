"""A run's settings, its mixture of sources, and what a newsroom may feed it."""

from __future__ import annotations

import dataclasses
import itertools
import json
import random
from collections import Counter
from pathlib import Path

import pytest

from factcheck.errors import InputError
from factcheck.models.pairs import Pair, is_dev_story, read_pairs, read_stories, story_pairs
from factcheck.train import TrainConfig, train
from factcheck.train.mixing import Mixer, bundles, load_sources

MINIMAL = 'base = "b"\ndata = "d"\nout = "o"\n'


def config_of(tmp_path: Path, text: str) -> TrainConfig:
    path = tmp_path / "run.toml"
    path.write_text(text)
    return TrainConfig.load(path)


def test_settings_are_read(tmp_path: Path) -> None:
    config = config_of(tmp_path, MINIMAL + "keep_layers = [0, 2, 4]\nminutes = 3.5\n[shares]\nours = 1.0\n")
    assert config.keep_layers == (0, 2, 4)
    assert config.shares == {"ours": 1.0}
    assert config.minutes == 3.5


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (MINIMAL + "lerning_rate = 1e-4\n", "unknown setting 'lerning_rate'"),
        ('base = "b"\nout = "o"\n', "no setting 'data'"),
        ("base = \n", "not TOML"),
        (MINIMAL + "newsdesk = 0.04\n", "'newsdesk' can't be 0.04"),
        (MINIMAL + 'minutes = "ten"\n', "'minutes' can't be 'ten'"),
        (MINIMAL + "workers = true\n", "'workers' can't be True"),
        (MINIMAL + '[shares]\nours = "all"\n', "'shares' can't be"),
    ],
)
def test_a_typo_or_a_gap_is_named(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        config_of(tmp_path, text)


def test_every_recipe_in_the_project_is_read() -> None:
    recipes = sorted((Path(__file__).parents[3] / "training").glob("*.toml"))
    assert len(recipes) >= 10
    assert all(TrainConfig.load(path).pairs for path in recipes)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"can't read .*none.toml"):
        TrainConfig.load(tmp_path / "none.toml")


def test_labels_of_reviewers_and_of_data_sets_are_read_alike(tmp_path: Path) -> None:
    labels = ["supports", "refutes", "conflicts", "neutral"]
    lines = [json.dumps({"claim": "c", "evidence": "two\nlines", "label": x, "source": "review"}) for x in labels]
    (tmp_path / "ours.jsonl").write_text("\n".join(lines) + "\n")
    pairs = read_pairs(tmp_path / "ours.jsonl")
    assert [pair.label for pair in pairs] == [0, 1, 1, 2]
    assert pairs[0].premise == "two lines"


def test_not_supports_is_for_measuring_only(tmp_path: Path) -> None:
    (tmp_path / "ours.jsonl").write_text('{"claim": "c", "evidence": "e", "label": "not_supports"}\n')
    with pytest.raises(InputError, match="not_supports"):
        read_pairs(tmp_path / "ours.jsonl")


def test_plain_and_compressed_sources_are_found(tmp_path: Path) -> None:
    (tmp_path / "ours.jsonl").write_text('{"claim": "c", "evidence": "e", "label": "neutral"}\n')
    config = TrainConfig(base="b", data=str(tmp_path), out="o", shares={"ours": 1.0})
    assert len(load_sources(config)["ours"]) == 1
    with pytest.raises(InputError, match="theirs"):
        load_sources(TrainConfig(base="b", data=str(tmp_path), out="o", shares={"theirs": 1.0}))


def test_what_isnt_shipped_is_named_and_never_looked_for_on_a_hub(tmp_path: Path) -> None:
    config = TrainConfig(base="shipped/jugde", data=str(tmp_path), out=str(tmp_path / "o"), shares={"ours": 1.0})
    with pytest.raises(InputError, match="shipped/jugde"):
        train(config)


def test_the_mixture_keeps_its_shares_and_wears_small_sources_evenly() -> None:
    sources = {"big": [Pair("b", str(i), 0) for i in range(1000)], "small": [Pair("s", str(i), 1) for i in range(10)]}
    mixer = Mixer(sources, {"big": 0.7, "small": 0.3}, seed=3)
    drawn = [pair for _ in range(4000) for pair in mixer.draw()]
    small = Counter(pair.claim for pair in drawn if pair.premise == "s")
    assert 0.27 < small.total() / len(drawn) < 0.33
    assert max(small.values()) - min(small.values()) <= 1


def test_pairs_of_one_premise_stay_together_in_a_batch() -> None:
    pairs = [Pair(f"premise {n % 7}", f"claim {n}" + " word" * n, n % 3) for n in range(50)]
    assert sorted(map(len, bundles(pairs))) == sorted([4] * 7 + [4] * 1 + [3] * 6)
    assert {len({pair.premise for pair in bundle}) for bundle in bundles(pairs)} == {1}
    mixer = Mixer({"ours": pairs}, {"ours": 1.0}, seed=3)

    def tokenize(premises: list[str], claims: list[str], **_: object) -> dict[str, list[list[str]]]:
        return {"input_ids": [[*p.split(), *c.split()] for p, c in zip(premises, claims, strict=True)]}

    sizes = Counter[int]()
    batches = mixer.batches(tokenize, batch_tokens=200, max_tokens=99, pool=50)
    for batch in itertools.islice(batches, 30):
        premises = {bundle: set[tuple[str, ...]]() for _, _, bundle in batch}
        for row, _, bundle in batch:
            premises[bundle].add(tuple(row["input_ids"][:2]))
        assert {len(found) for found in premises.values()} == {1}
        assert len(premises) == 1 or max(len(row["input_ids"]) for row, _, _ in batch) * len(batch) <= 200
        sizes.update(Counter(bundle for _, _, bundle in batch).values())
    assert set(sizes) == {3, 4}  # none was torn apart


def test_a_story_is_kept_out_by_its_id_alone() -> None:
    kept = {f"s{n}" for n in range(2000) if is_dev_story(f"s{n}", 0.1)}
    assert 0.07 < len(kept) / 2000 < 0.13
    assert kept <= {f"s{n}" for n in range(2000) if is_dev_story(f"s{n}", 0.2)}


def test_a_folder_of_stories_can_have_a_share_of_its_own(tmp_path: Path) -> None:
    for desk, subject in (("close", "bridge"), ("world", "treaty")):
        (tmp_path / desk).mkdir()
        stories = [
            {
                "id": f"{desk}-{n}",
                "title": f"The {subject}",
                "date": "2024-05-03",
                "sentences": [f"The {subject} opened.", "It rained.", "Nobody spoke."],
                "claims": [
                    {"claim": f"A {subject} opened.", "label": "supports", "evidence": [0], "also_neutral": [1, 2]}
                ],
            }
            for n in range(40)
        ]
        (tmp_path / desk / "batch.jsonl").write_text("\n".join(json.dumps(story) for story in stories) + "\n")
    shares = {"newsdesk": 0.5, "newsdesk/close": 0.5}
    sources = load_sources(
        TrainConfig(base="b", data=str(tmp_path), out="o", newsdesk=str(tmp_path), newsdesk_dev=0.0, shares=shares)
    )
    assert {pair.claim for pair in sources["newsdesk"]} == {"A bridge opened.", "A treaty opened."}
    assert {pair.claim for pair in sources["newsdesk/close"]} == {"A bridge opened."}
    # of the easy neutral pairs a quarter is left: two of three are neutral in all, one of three here
    neutral = [pair.label == 2 for pair in sources["newsdesk/close"]]
    assert 0.2 < sum(neutral) / len(neutral) < 0.45
    assert sum(pair.label == 2 for pair in sources["newsdesk"]) == 2 * sum(p.label == 0 for p in sources["newsdesk"])


def thread(thread_id: str, passages: str) -> str:
    reports = [
        {"title": "Brewer charged", "date": "2021-03-04", "sentences": ["Ana Quist was charged.", "She denied it."]},
        {"title": "Brewer convicted", "date": "2021-09-01", "sentences": ["Ana Quist was convicted."]},
    ]
    claim = {"claim": "Quist was convicted.", "trait": "stage", "passages": json.loads(passages)}
    return json.dumps({"id": thread_id, "reports": reports, "claims": [claim]}) + "\n"


def test_a_thread_is_read_as_a_story_for_each_report(tmp_path: Path) -> None:
    path = tmp_path / "threads.jsonl"
    path.write_text(thread("t1", '[[0, [0, 1], "neutral"], [1, 0, "supports"]]'))
    stories = read_stories(path)
    assert [(s["id"], s["title"]) for s in stories] == [("t1", "Brewer charged"), ("t1", "Brewer convicted")]
    assert [(p.premise, p.label) for p in story_pairs(stories)] == [
        ("Brewer charged. 4 March 2021. Ana Quist was charged. She denied it.", 2),
        ("Brewer convicted. 1 September 2021. Ana Quist was convicted.", 0),
    ]


@pytest.mark.parametrize(
    "passages",
    [
        '[[2, 0, "supports"]]',
        '[[0, 2, "supports"]]',
        '[[0, -1, "neutral"]]',
        '[[0, "supports"]]',
        '[[0, "a", "neutral"]]',
    ],
)
def test_a_thread_that_names_no_sentence_is_told_by_its_line(tmp_path: Path, passages: str) -> None:
    path = tmp_path / "threads.jsonl"
    path.write_text(thread("t1", '[[1, 0, "supports"]]') + thread("t2", passages))
    with pytest.raises(InputError, match=r"threads.jsonl:2: not a thread"):
        read_stories(path)


def test_threads_have_a_share_of_their_own_and_nothing_is_made_of_them(tmp_path: Path) -> None:
    (tmp_path / "threads").mkdir()
    (tmp_path / "threads" / "a.jsonl").write_text(
        "".join(thread(f"t{n}", '[[0, 0, "neutral"], [1, 0, "supports"]]') for n in range(50))
    )
    story = {"title": "T", "date": "2020-01-01", "sentences": ["A dam broke."]}
    claims = [{"claim": "A dam held.", "label": "refutes", "evidence": [0]}]
    (tmp_path / "a.jsonl").write_text(
        "".join(json.dumps({**story, "id": f"s{n}", "claims": claims}) + "\n" for n in range(9))
    )
    shares = {"newsdesk": 1.0, "newsdesk/threads": 1.0}
    sources = load_sources(TrainConfig(base="b", data="d", out="o", newsdesk=str(tmp_path), shares=shares))
    assert {p.claim for p in sources["newsdesk"]} == {"A dam held."}
    kept_out = sum(is_dev_story(f"t{n}", 0.1) for n in range(50))
    assert kept_out and len(sources["newsdesk/threads"]) == 3 * 2 * (50 - kept_out)


def test_easy_neutral_pairs_can_be_thinned(tmp_path: Path) -> None:
    story = {
        "id": "s",
        "title": "T",
        "date": "2024-05-03",
        "sentences": ["It opened.", *(f"It rained {n} times." for n in range(400))],
        "claims": [{"claim": "It opened.", "label": "supports", "evidence": [0], "also_neutral": list(range(1, 401))}],
    }
    (tmp_path / "batch.jsonl").write_text(json.dumps(story) + "\n")
    shares = {"newsdesk": 1.0}
    config = TrainConfig(base="b", data=str(tmp_path), out="o", newsdesk=str(tmp_path), newsdesk_dev=0.0, shares=shares)
    assert len(load_sources(config)["newsdesk"]) == 3 * 401
    thinned = load_sources(dataclasses.replace(config, easy_neutrals=0.25))["newsdesk"]
    assert 200 < len(thinned) < 400
    assert sum(pair.label == 0 for pair in thinned) == 3


QUARREL = {
    "id": "q",
    "title": "Union and mill",
    "date": "2020-01-01",
    "sentences": ["The union said that no alarm rang.", "The mill rejected that."],
}


def claim_of(text: str, label: str, evidence: list[int], **more: object) -> dict[str, object]:
    return {"claim": text, "label": label, "evidence": evidence, **more}


def test_what_is_labelled_at_its_word_is_read_so() -> None:
    claims = [claim_of("No alarm rang.", "supports", [0], at_word=True), claim_of("An alarm rang.", "neutral", [1])]
    assert [p.premise for p in story_pairs([{**QUARREL, "claims": claims}])] == [
        "Union and mill. 1 January 2020. No alarm rang.",
        "Union and mill. 1 January 2020. The union said that no alarm rang. The mill rejected that.",
    ]


def test_only_statements_that_decide_are_now_and_then_taken_at_their_word() -> None:
    claims = [
        claim_of("No alarm rang.", "supports", [0]),
        claim_of("An alarm was tested in May.", "neutral", [0]),
        claim_of("The union said that an alarm rang.", "refutes", [0]),
    ]
    stories = [{**QUARREL, "claims": claims}]
    premises: dict[int, set[bool]] = {0: set(), 1: set(), 2: set()}
    for seed in range(60):
        for pair in story_pairs(stories, random.Random(seed)):
            premises[pair.label].add("union said" in pair.premise)
    assert premises == {0: {True, False}, 1: {True}, 2: {True}}  # labels: supports, refutes, neutral
