"""Tests of the workbench are left out where the extra `web` is missing."""

from importlib.util import find_spec

if all(find_spec(name) for name in ("fastapi", "jinja2", "python_multipart")):
    from tests.use.web.browsing import archive, browser, filled, guarded, post, shared  # noqa: F401
else:
    collect_ignore_glob = ["test_*.py"]
