"""A shipped network back into a checkpoint to go on from: `python -m training.restore --weights FOLDER --encoder FOLDER --out DIR`.

Checkpoints are not kept in the project; what the export rounded to 7 and 8 bits is close enough to go on from
(`training.train --start`): its scores differ by 2 % of their size.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from dateline.read.session import TIE_ARRAYS
from training.network import Network


def weights_of(folder: Path) -> dict[str, NDArray[np.float32]]:
    """Parameters by the names that the network has them under, unrounded steps and all.

    A linear layer's matrix stands transposed, under the name of the node that multiplies by it.
    """
    graph = onnx.load(str(folder / "reader.onnx")).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    out = {
        name: array for name, array in held.items() if array.dtype == np.float32 and name.endswith((".weight", ".bias"))
    }
    for name in (n.removesuffix("_quantized") for n in held if n.endswith(".weight_quantized")):
        out[name] = _float(held, name)
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            layer = (
                node.name.strip("/")
                .removesuffix("/MatMul_quant")
                .removesuffix("/Gemm_quant")
                .removesuffix("/Gemm_MatMul_quant")
            )
            out[layer.replace("/", ".") + ".weight"] = _float(held, node.input[1].removesuffix("_quantized")).T
    with np.load(folder / "roles.npz", allow_pickle=False) as arrays:
        out |= {f"{name}.weight": arrays[name] for name in ("distance", "apart", "kind")}
        out |= {"role.weight": arrays["weight"], "role.bias": arrays["bias"]}
    with np.load(folder / "ties.npz", allow_pickle=False) as arrays:
        out |= {f"ties.{name}": arrays[name].astype(np.float32) for name in TIE_ARRAYS}
    return out


def _float(held: dict[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    steps = held[f"{name}_quantized"].astype(np.float32) - held[f"{name}_zero_point"].astype(np.float32)
    return np.asarray(steps * held[f"{name}_scale"], dtype=np.float32)


def restore(folder: Path, encoder: Path, out: Path, layers: int | None = None) -> None:
    """Write `out/restored.pt`. The word vectors, which training leaves as they are, come from the encoder itself.

    Raises SystemExit where a parameter of the network is not among the weights.
    """
    net = Network(encoder, layers)
    found = weights_of(folder)
    state = net.state_dict()
    words = "encoder.embeddings.word_embeddings.weight"
    missing = [name for name in state if name not in found and name != words and "position_ids" not in name]
    if missing:
        raise SystemExit(f"{folder} holds no {missing[0]} ({len(missing)} missing): is it of another encoder?")
    for name, array in found.items():
        if name in state and name != words:
            state[name] = torch.from_numpy(np.ascontiguousarray(array))
    net.load_state_dict(state)
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"net": net.state_dict()}, out / "restored.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="folder of a shipped model")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=None, help="as in training")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    restore(args.weights, args.encoder, args.out, args.layers)


if __name__ == "__main__":
    main()
