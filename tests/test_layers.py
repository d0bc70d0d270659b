"""Imports go one way: ingest < read < resolve < store < use; flow strings them together and only use imports it."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "dateline"
ORDER = ["ingest", "read", "resolve", "store", "use"]
ANYONE = {"records", "errors", "settings"}


def imported(path: Path) -> set[str]:
    """First-level names under dateline that a module imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "dateline":
            parts = node.module.split(".")
            names |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {a.name.split(".")[1] for a in node.names if a.name.startswith("dateline.")}
    return names


def leftward(group: str, names: set[str]) -> set[str]:
    """Those of `names` that a module of `group` may not import."""
    allowed = ANYONE | set(ORDER[: ORDER.index(group) + 1]) | ({"flow"} if group == "use" else set())
    return names - allowed


def test_a_leftward_import_is_seen() -> None:
    assert leftward("ingest", {"read"}) == {"read"}
    assert leftward("use", {"flow", "resolve"}) == set()


def test_imports_go_one_way() -> None:
    wrong = {}
    for group in ORDER:
        for path in (SOURCE / group).rglob("*.py"):
            if bad := leftward(group, imported(path)):
                wrong[str(path.relative_to(SOURCE))] = bad
    assert wrong == {}


def test_torch_stays_in_training() -> None:
    assert not [p for p in SOURCE.rglob("*.py") if "import torch" in p.read_text("utf-8")]
