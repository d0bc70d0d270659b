"""The workbench keeps what its OpenAPI document promises, whatever is asked.

`make walks` runs it with a few examples of each address; DATELINE_WALKS=200 with 200.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest
from fastapi import Form
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

schemathesis = pytest.importorskip("schemathesis")

from dateline import Coder, FakeReader  # noqa: E402
from dateline.store.archive import Archive  # noqa: E402
from dateline.store.desk import Desk  # noqa: E402
from dateline.use.web import Options, create_app  # noqa: E402
from dateline.use.web.routes.desk import desk_of  # noqa: E402
from dateline.use.web.safety import checked  # noqa: E402
from tests.use.web.test_add import read  # noqa: E402

EXAMPLES = int(os.environ.get("DATELINE_WALKS", "0"))
pytestmark = pytest.mark.skipif(not EXAMPLES, reason="takes minutes; `make walks` runs it")


def unchecked(csrf: Annotated[str, Form(max_length=100)] = "") -> None:
    """Takes any token of the right form."""


@pytest.fixture(scope="module")
def promised(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The document of a workbench that takes changes from everyone, so that forms are explored beyond their first check."""
    path = tmp_path_factory.mktemp("openapi") / "wire.duckdb"
    path.write_bytes(filled.read_bytes())
    with Archive.open(path) as archive:
        app = create_app(archive, Options(hosts=()), make_coder=lambda: Coder(reader=FakeReader(read)))
        app.dependency_overrides = {checked: unchecked, desk_of: lambda: Desk(archive, "fuzz")}
        yield schemathesis.openapi.from_asgi("/openapi.json", app)
        app.state.bench.intake.close()


MODES = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)  # what the document allows, and what it forbids
THOROUGH = settings(
    max_examples=EXAMPLES or 1, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.mark.parametrize("mode", MODES, ids=lambda m: m.value)
def test_every_address_keeps_its_promise(promised: Any, mode: Any) -> None:
    failures = []
    for found in promised.get_all_operations():
        operation = found.ok()

        @THOROUGH
        @given(case=operation.as_strategy(generation_mode=mode))
        def keeps(case: Any) -> None:
            if mode is MODES[1] and isinstance(case.body, dict) and "files" in case.body:
                return  # whatever stands there is sent as a file, and so is none that is forbidden
            answer = case.call()
            if answer.status_code != 503:  # as many deliveries wait as may
                case.validate_response(answer)

        try:
            keeps()
        except Unsatisfiable:
            continue  # nothing that it forbids
        except BaseExceptionGroup as group:
            failures += [f"{operation.label}: {failure}" for failure in group.exceptions]
        except Exception as failure:
            failures.append(f"{operation.label}: {failure}")
    assert not failures, "\n\n".join(failures)
