import json
from pathlib import Path

from training.card import sign


def test_only_the_files_named_are_signed_anew(tmp_path: Path) -> None:
    (tmp_path / "reader.onnx").write_bytes(b"network")
    (tmp_path / "second.npz").write_bytes(b"layer")
    sign(tmp_path)
    card = json.loads((tmp_path / "model.json").read_text())
    assert set(card["sha256"]) == {"reader.onnx", "second.npz"}
    (tmp_path / "reader.onnx").write_bytes(b"damaged")
    (tmp_path / "second.npz").write_bytes(b"taught")
    sign(tmp_path, "second.npz")
    again = json.loads((tmp_path / "model.json").read_text())["sha256"]
    assert again["reader.onnx"] == card["sha256"]["reader.onnx"]
    assert again["second.npz"] != card["sha256"]["second.npz"]
