"""The workbench: the archive in a browser. Needs `pip install "dateline[web]"`."""

from dateline.use.web.app import create_app
from dateline.use.web.bench import Options

__all__ = ["Options", "create_app"]
