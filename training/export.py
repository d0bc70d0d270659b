"""Checkpoint -> int8 ONNX, role scorer, tokenizer and card: `python -m training.export --run DIR --out FOLDER`."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from dateline.read.session import READ_OUTPUTS, TIE_ARRAYS
from training import contexts, second
from training.card import sign
from training.network import Network

INPUTS = ["ids", "mask", "shapes"]
OUTPUTS = [*READ_OUTPUTS, "relate"]


def rounded(net: nn.Module, path: Path, axes: dict[str, dict[int, str]]) -> None:
    """Write a network of INPUTS as int8 ONNX; `axes`: the names of its outputs and which of their dimensions vary.

    Weights get 7 bits: processors without VNNI add pairs of 8-bit products in 16 bits and clip them, so that full
    int8 would read differently, and worse, on them.
    """
    example = tuple(torch.ones(1, 12, dtype=torch.long) for _ in INPUTS)
    varying = {name: {0: "batch", 1: "tokens"} for name in INPUTS} | axes
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx"
        torch.onnx.export(
            net, example, str(whole), input_names=INPUTS, output_names=list(axes), dynamic_axes=varying, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def export(run: Path, encoder: Path, out: Path, layers: int | None = None) -> None:
    """Write the files of a reader and their sha256; contexts and the second layer of mentions are learnt later, on what it says."""
    net = Network(encoder, layers)
    net.load_state_dict(torch.load(run / "last.pt", weights_only=True)["net"])
    net.eval()
    out.mkdir(parents=True, exist_ok=True)
    axes = {name: {0: "batch"} if name in ("contexts", "relate") else {0: "batch", 1: "tokens"} for name in OUTPUTS}
    rounded(net, out / "reader.onnx", axes)
    tables = {"distance": net.distance, "apart": net.apart, "kind": net.kind, "weight": net.role}
    np.savez(
        out / "roles.npz",
        bias=net.role.bias.detach().numpy(),
        **{name: table.weight.detach().numpy() for name, table in tables.items()},
    )
    np.savez(out / "ties.npz", **{name: getattr(net.ties, name).detach().numpy().astype(np.float16) for name in TIE_ARRAYS})
    shutil.copy(encoder / "tokenizer.json", out / "tokenizer.json")
    contexts.write(contexts.nothing(), out / "contexts.npz")
    size = net.mention.out_features + net.to_token.out_features + net.tie.out_features
    second.write(second.nothing(size), out / "second.npz")
    sign(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder with last.pt")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/dateline/read/weights/accurate"))
    parser.add_argument("--layers", type=int, default=None, help="as in training")
    args = parser.parse_args()
    export(args.run, args.encoder, args.out, args.layers)


if __name__ == "__main__":
    main()
