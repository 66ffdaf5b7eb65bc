"""Groups are found where there are some, refused where there are none, and the same each time."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from stance.clusters import cluster_actors, cluster_statements, distinguishing_words, project
from stance.clusters.grouping import MIN_STABILITY

TOPICS = {
    "aid": "humanitarian trucks crossing medicine deliver convoy",
    "hostages": "hostages captives release families return captors",
    "vote": "resolution council veto draft ballot adopted",
}
POSITIONS = ("ceasefire", "humanitarian_pause", "oppose_ceasefire")


def topical(each: int, seed: int = 0, spread: float = 0.05) -> tuple[pd.DataFrame, np.ndarray]:
    """Statements on three topics: texts of one topic share words and a direction of 64."""
    draw = np.random.default_rng(seed)
    directions = np.linalg.qr(draw.normal(size=(64, 3)))[0].T
    rows, vectors = [], []
    for number, (topic, words) in enumerate(TOPICS.items()):
        for i in range(each):
            text = " ".join(draw.choice(words.split(), 3, replace=False)) + f" peace {topic}{i}"
            rows.append({"id": f"{topic}-{i}", "text": text, "position": POSITIONS[number]})
            vectors.append(directions[number] + draw.normal(scale=spread, size=64))
    table = np.array(vectors, dtype=np.float32)
    return pd.DataFrame(rows), table / np.linalg.norm(table, axis=1, keepdims=True)


def noise(n: int, seed: int = 1) -> tuple[pd.DataFrame, np.ndarray]:
    draw = np.random.default_rng(seed)
    table = draw.normal(size=(n, 64)).astype(np.float32)
    # Longer in some directions than in others, as real vectors are: a cut through it is no group.
    table *= np.linspace(3, 0.3, 64, dtype=np.float32)
    frame = pd.DataFrame({"id": [f"s{i}" for i in range(n)], "text": "peace talks", "position": "none"})
    return frame, table / np.linalg.norm(table, axis=1, keepdims=True)


def actors(each: int, statements: int, seed: int = 0) -> tuple[pd.DataFrame, np.ndarray]:
    """Three groups of countries, nine in ten of their statements one position; vectors say nothing of it."""
    draw = np.random.default_rng(seed)
    rows = []
    for group, position in enumerate(POSITIONS):
        for country in range(each):
            for i in range(statements):
                held = position if draw.random() < 0.9 else str(draw.choice(POSITIONS))
                name = f"{'ABC'[group]}{country}"
                text = held.replace("_", " ")
                rows.append({"id": f"{name}-{i}", "country": name, "text": text, "position": held})
    frame = pd.DataFrame(rows)
    return frame, noise(len(frame), seed)[1]


def test_three_topics_are_found_with_their_words_statements_and_positions():
    frame, vectors = topical(30)
    found = cluster_statements(frame, vectors)
    topic = frame["id"].str.split("-").str[0]
    assert (found.k, found.note) == (3, "3 groups; 0 of 90 unclustered.")
    assert found.stability is not None and found.stability > 0.95
    assert pd.crosstab(topic, found.labels).gt(0).to_numpy().sum() == 3
    for note in found.clusters:
        name = topic[found.labels == note.label].iloc[0]
        assert {word for word, _ in note.words} <= set(TOPICS[name].split())
        assert len(note.words) >= 4 and all(effect > 0.7 for _, effect in note.words)
        assert len(note.representatives) == 3
        assert all(i.startswith(name) for i in note.representatives)
        assert note.profile == {POSITIONS[list(TOPICS).index(name)]: 1.0}
        assert (note.size, note.stated) == (30, 30)
        assert note.stability > 0.9


def test_the_statement_nearest_the_centre_comes_first():
    frame, vectors = topical(30)
    found = cluster_statements(frame, vectors)
    note = found.clusters[0]
    mine = np.flatnonzero(found.labels == 0)
    middle = vectors[mine].mean(axis=0)
    nearest = mine[np.argmin(np.linalg.norm(vectors[mine] - middle, axis=1))]
    assert note.representatives[0] == frame["id"][nearest]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_noise_has_no_groups(seed):
    frame, vectors = noise(200, seed)
    found = cluster_statements(frame, vectors)
    assert found.k == 0 and set(found.labels) == {-1} and found.clusters == ()
    assert found.note.startswith("No groups: ")


def test_a_lone_statement_between_two_topics_stays_unclustered():
    frame, vectors = topical(30)
    lone = (vectors[0] + vectors[30]) / np.linalg.norm(vectors[0] + vectors[30])
    extra = pd.DataFrame({"id": ["lone"], "text": ["peace"], "position": ["none"]})
    found = cluster_statements(pd.concat([frame, extra]), np.vstack([vectors, lone]))
    assert found.k == 3
    assert min(note.size for note in found.clusters) >= 29


@pytest.mark.parametrize("n", [0, 1, 2, 19])
def test_few_statements_are_not_grouped(n):
    frame, vectors = noise(30)
    found = cluster_statements(frame[:n], vectors[:n])
    assert found.note == f"Too few to group: {n}, and at least 20 are needed."
    assert (found.k, found.stability, len(found.labels)) == (0, None, n)


def test_the_same_statement_over_and_over_is_no_grouping():
    frame, vectors = noise(1)
    found = cluster_statements(pd.concat([frame] * 40), np.repeat(vectors, 40, axis=0))
    assert (found.k, found.note) == (0, "No groups: the data spread like one cloud.")


def test_grouping_is_the_same_each_time_and_says_how_it_was_made():
    frame, vectors = topical(20, spread=0.12)
    one, other = cluster_statements(frame, vectors), cluster_statements(frame, vectors)
    assert np.array_equal(one.labels, other.labels) and one.clusters == other.clusters
    assert one.parameters["seed"] == 20231007 and one.parameters["resamples"] == 20


def test_countries_group_by_position_though_their_vectors_say_nothing():
    frame, vectors = actors(each=8, statements=12)
    found = cluster_actors(frame, vectors, "country")
    group = [name[0] for name in found.by_position.items]
    assert found.by_position.k == 3
    assert pd.crosstab(pd.Series(group), found.by_position.labels).gt(0).to_numpy().sum() == 3
    assert found.by_embedding.k == 0 and found.agreement is None
    for note in found.by_position.clusters:
        main = max(note.profile, key=note.profile.get)
        held = frame.set_index("id")["position"]
        assert note.profile[main] > 0.8 and note.size == 8
        assert all(held[i] == main for i in note.representatives)
        assert note.words[0][0] in main


def test_silence_is_not_a_position():
    frame, vectors = actors(each=8, statements=12)
    silent = pd.DataFrame({"id": [f"n{i}" for i in range(400)], "country": "A0", "text": "thanks"})
    silent["position"] = ["none", "", None, np.nan] * 100
    mixed = pd.concat([frame, silent], ignore_index=True)
    found = cluster_actors(mixed, np.vstack([vectors, noise(400)[1]]), "country")
    plain = cluster_actors(frame, vectors, "country")
    assert np.array_equal(found.by_position.labels, plain.by_position.labels)
    shares = [name for name in found.table.columns if name.startswith("share:")]
    assert shares == [f"share:{name}" for name in POSITIONS]
    row = found.table.set_index("actor").loc["A0"]
    assert (row["statements"], row["stated"]) == (412, 12)
    assert np.allclose(found.table[shares], plain.table[shares])


def test_an_actor_with_too_few_statements_is_listed_unclustered_without_shares():
    frame, vectors = actors(each=8, statements=12)
    few = pd.DataFrame(
        {"id": ["z1", "z2"], "country": "Z", "text": "now", "position": "ceasefire"}
    )
    found = cluster_actors(pd.concat([frame, few]), np.vstack([vectors, noise(2)[1]]), "country")
    row = found.table.set_index("actor").loc["Z"]
    assert (row["group"], row["embedding_group"], row["stated"]) == (-1, -1, 2)
    assert row.filter(like="share:").isna().all()
    assert found.by_position.note.endswith(" 1 more have fewer than 3 statements.")


def test_few_statements_draw_a_profile_towards_the_average():
    frame, vectors = actors(each=8, statements=12)
    sure = pd.DataFrame(
        {"id": [f"z{i}" for i in range(33)], "text": "now", "position": "ceasefire",
         "country": ["Y"] * 3 + ["Z"] * 30}
    )
    found = cluster_actors(pd.concat([frame, sure]), np.vstack([vectors, noise(33)[1]]), "country")
    share = found.table.set_index("actor")["share:ceasefire"]
    assert 0.6 < share["Y"] < 0.85 < share["Z"] < 1


def test_actors_who_speak_at_random_are_not_grouped():
    draw = np.random.default_rng(5)
    frame, vectors = noise(240)
    frame["speaker"] = [f"p{i % 30}" for i in range(240)]
    frame["position"] = draw.choice(POSITIONS, 240)
    found = cluster_actors(frame, vectors, "speaker")
    assert found.by_position.k == 0 and found.by_embedding.k == 0


def test_vectors_that_follow_the_actors_give_the_second_view():
    frame, vectors = topical(40)
    frame["speaker"] = [f"{i.split('-')[0]}{int(i.split('-')[1]) % 5}" for i in frame["id"]]
    found = cluster_actors(frame, vectors, "speaker")
    assert found.by_embedding.k == 3 and found.by_position.k == 3
    assert found.agreement == pytest.approx(1.0)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_few_actors_are_not_grouped(n):
    frame, vectors = noise(n)
    frame["country"] = [f"C{i}" for i in range(n)]
    found = cluster_actors(frame, vectors, "country")
    assert found.by_position.k == found.by_embedding.k == 0
    assert len(found.table) == n and found.agreement is None


def test_statements_without_an_actor_are_left_out():
    frame, vectors = actors(each=8, statements=12)
    frame.loc[frame["country"] == "A0", "country"] = ""
    assert "A0" not in cluster_actors(frame, vectors, "country").by_position.items
    assert "" not in cluster_actors(frame, vectors, "country").by_position.items


def test_misaligned_input_is_refused():
    frame, vectors = noise(5)
    with pytest.raises(ValueError, match="^5 statements but 4 vectors; they must be aligned$"):
        cluster_statements(frame, vectors[:4])
    with pytest.raises(ValueError, match="^the frame lacks the columns country$"):
        cluster_actors(frame, vectors, "country")


def test_words_of_a_group_carry_their_log_odds():
    texts = ["ceasefire now"] * 20 + ["pause later"] * 20
    words = distinguishing_words(texts, [0] * 20 + [-1] * 20)
    assert [word for word, _ in words[0]] == ["ceasefire"]
    # 20 of 20 against 0 of 40 words, each mixed with 100 words of the whole: 33 of them "ceasefire".
    expected = np.log((20 + 100 / 3) / (200 / 3)) - np.log((100 / 3) / (40 + 200 / 3))
    assert words[0][0][1] == pytest.approx(expected, abs=0.4)


@pytest.mark.parametrize("texts", [["the of and", "1999 2001"], ["", ""]])
def test_texts_without_words_have_no_distinguishing_words(texts):
    assert distinguishing_words(texts, [0, 1]) == {0: (), 1: ()}


def test_a_rare_word_needs_evidence():
    texts = ["peace talks"] * 50 + ["peace talks"] * 50
    texts[0] = "peace talks zephyr"
    assert distinguishing_words(texts, [0] * 50 + [1] * 50) == {0: (), 1: ()}


@pytest.mark.parametrize("n", [0, 1, 2, 3, 29, 31])
def test_projection_of_any_number(n):
    points = project(noise(n)[1])
    assert points.shape == (n, 2) and points.dtype == np.float32
    assert np.isfinite(points).all() and (np.abs(points) <= 1.0001).all()


def test_projection_keeps_topics_together_and_equal_vectors_equal():
    vectors = topical(30)[1]
    vectors = np.vstack([vectors, vectors[:5]])
    points = project(vectors)
    assert np.array_equal(points[:5], points[90:])
    nearest = np.linalg.norm(points[:90, None] - points[None, :90], axis=2)
    np.fill_diagonal(nearest, np.inf)
    assert (nearest.argmin(axis=1) // 30 == np.arange(90) // 30).mean() > 0.95


def test_projection_is_the_same_each_time():
    vectors = noise(120)[1]
    assert np.array_equal(project(vectors), project(vectors.copy()))


def test_a_large_set_is_fitted_on_a_sample_and_the_rest_placed_beside_their_topic():
    points = project(topical(60)[1], fit_at_most=90)
    centres = np.stack([points[i * 60 : i * 60 + 60].mean(axis=0) for i in range(3)])
    own = np.linalg.norm(points[:, None] - centres[None], axis=2).argmin(axis=1)
    assert (own == np.arange(180) // 60).mean() > 0.95


@pytest.mark.parametrize("bad", [np.zeros(3), np.full((2, 3), np.nan)])
def test_projection_refuses_what_is_no_table(bad):
    with pytest.raises(ValueError, match="vectors must be a finite table of shape"):
        project(bad)


def test_one_position_gives_no_groups_of_actors():
    frame, vectors = noise(60)
    frame["country"] = [f"C{i % 10}" for i in range(60)]
    frame["position"] = "ceasefire"
    found = cluster_actors(frame, vectors, "country")
    assert found.by_position.note == "No groups: fewer than two positions are stated."


def test_groups_below_the_threshold_are_not_shown():
    found = cluster_statements(*topical(30, spread=0.05))
    assert all(note.stability >= MIN_STABILITY for note in found.clusters)
