"""A cross-encoder of the user's own as the first reader; a tiny one is made here, with random weights."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from stance.codebook import load_issue
from stance.coding import code, nli, version
from stance.errors import InputError

ISSUE = load_issue("gaza-ceasefire")
WORDS = "the speaker supports opposes this a ceasefire pause in gaza humanitarian we call for now no . :".split()


def made(folder: Path, labels: tuple[str, ...] = ("contradiction", "entailment", "neutral")) -> Path:
    """A BERT of one layer that knows a few words."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    folder.mkdir()
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, max_position_embeddings=300, num_labels=len(labels), initializer_range=1.0,
        id2label=dict(enumerate(labels)), label2id={label: n for n, label in enumerate(labels)},
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def test_it_reads_every_concept_and_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCE_NLI", str(made(tmp_path / "tiny")))
    texts = ["We call for a ceasefire now.", "No ceasefire in Gaza."] * 10
    reading = nli.read(ISSUE, texts)
    assert reading.shape == (20, 2, 3)
    assert np.allclose(np.exp(reading).sum(axis=2), 1)
    # What is asked is in the question: support and opposition are not the same to it.
    assert not np.allclose(reading[:, :, 0], reading[:, :, 1])
    coding = code(ISSUE, texts)[0]
    assert math.isclose(sum(coding.probabilities.values()), 1, abs_tol=1e-6)
    assert coding.because in texts[0]
    named = version(ISSUE)
    assert coding.coder == named
    monkeypatch.delenv("STANCE_NLI")
    assert version(ISSUE) != named


def test_it_is_named_with_its_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(tmp_path / "tiny")
    monkeypatch.setenv("STANCE_NLI", str(folder))
    before = nli.version()
    (folder / "config.json").write_text((folder / "config.json").read_text() + "\n")
    assert before.startswith("nli:tiny@")
    assert nli.version() != before
    monkeypatch.setenv("STANCE_NLI", "somebody/large-nli@main")
    assert nli.version() == "nli:somebody/large-nli@main"


def test_what_is_no_cross_encoder_is_refused_with_a_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mend = "Name a cross-encoder's folder or its name on the hub, or unset STANCE_NLI."
    folder = made(tmp_path / "sentiment", ("bad", "good"))
    monkeypatch.setenv("STANCE_NLI", str(folder))
    with pytest.raises(InputError) as caught:
        nli.read(ISSUE, ["We call for a ceasefire."])
    assert str(caught.value) == f"STANCE_NLI={folder}: its labels (bad, good) do not name entailment. {mend}"
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setenv("STANCE_NLI", str(empty))
    with pytest.raises(InputError) as caught:
        nli.read(ISSUE, ["We call for a ceasefire."])
    assert str(caught.value).startswith(f"STANCE_NLI={empty}: no cross-encoder can be loaded (")
    assert str(caught.value).endswith(mend)
