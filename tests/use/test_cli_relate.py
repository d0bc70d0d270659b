import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.read.session import WEIGHTS
from dateline.use.cli.main import cli

pytestmark = pytest.mark.skipif(not (WEIGHTS / "accurate/tokenizer.json").exists(), reason="no weights yet")
ROW = {"id": "1", "text": "Mali thanked Chad.", "actor": [[0, 4]], "recipient": [[13, 17]]}


def test_lines_that_cannot_be_read_are_named_with_what_is_wrong(tmp_path: Path) -> None:
    good = json.dumps(ROW).encode()
    lines = (
        b"\xef\xbb\xbf" + good, '{"text": "Málaga"}'.encode("latin-1"), b"{broken", b"[1]", b'{"text": "Mali"}', b"", b"[" * 100_000,
        good.replace(b"[[0, 4]]", b"[[0, 1e400]]"), good,
    )  # fmt: skip
    (tmp_path / "rows.jsonl").write_bytes(b"\n".join(lines))
    done = CliRunner().invoke(cli, ["relate", str(tmp_path / "rows.jsonl"), "--model", "fast"])
    assert done.exit_code == 1, done.exception
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["1", "1"]
    told = [line.partition("rows.jsonl:")[2] for line in done.stderr.splitlines()]
    for line, begin in zip(told, ("2: is not UTF-8", "3: is not valid JSON", "4: is no JSON object", "5: has no 'actor'", "7:", "8:"), strict=True):
        assert line.startswith(begin)


def test_a_file_may_be_replaced_by_its_answers(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(ROW) + "\n", "utf-8")
    assert CliRunner().invoke(cli, ["relate", str(file), "--out", str(file), "--model", "fast"]).exit_code == 0
    assert json.loads(file.read_text("utf-8"))["id"] == "1"
