"""`dateline serve`: the archive in a browser."""

from __future__ import annotations

import secrets
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from dateline.errors import UsageError
from dateline.settings import Settings
from dateline.use.cli.options import Number, archive_option, model_option, open_archive
from dateline.use.handover import is_loopback, noted


@click.command()
@archive_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; any but loopback asks for a token.")
@click.option("--port", type=click.IntRange(1, 65535), default=8010, show_default=True, help="Port to listen on.")
@click.option("--token", envvar="DATELINE_TOKEN", show_envvar=True, help="The token to ask for; a new one is made where none is given.")
@model_option
@click.option("--wait", type=Number(0), default=0.0, help="Seconds to wait while another process owns the file.")
def serve(where: Path, host: str, port: int, token: str | None, model: str, wait: float) -> None:
    """Open the archive in a browser: see it, question it, mend it.

    \b
      dateline serve                                  then open http://127.0.0.1:8010
      dateline serve --archive peshmerga.duckdb --port 8020
      dateline serve --host 0.0.0.0                   for others on the network, who need the token that is printed

    The server owns the archive's file while it runs. Articles come in by its page "Add", or by `dateline add` and `dateline follow` beside
    it, which hand them over by the secret in ARCHIVE.serve. Ctrl-C or SIGTERM ends it; nothing is lost.
    """
    try:
        import uvicorn

        from dateline.use.coder import Coder
        from dateline.use.web import Options, create_app
    except ImportError as error:
        raise UsageError(f'{error.name} is missing: the workbench needs pip install -e ".[web]" in the folder of Dateline') from error
    local = is_loopback(host)
    if not local:
        token = token or secrets.token_urlsafe(24)
    if token is not None and len(token) < 16:
        raise UsageError("a token must have at least 16 characters; leave --token out to have one made")
    hosts = tuple(dict.fromkeys((host, *Options().hosts))) if local else ()
    heard = local or host in ("0.0.0.0", "::")  # whether loopback reaches it
    with _ends_on_sigterm(), open_archive(where, write=True, wait=wait) as archive, ExitStack() as stack:
        note = stack.enter_context(noted(where, host if local else "127.0.0.1", port)) if heard else None
        options = Options(token=token, hosts=hosts, secret=note.secret if note else None)
        app = create_app(archive, options, lambda: Coder(Settings(model=model)))
        click.echo(f"{where}: open http://{f'[{host}]' if ':' in host else host}:{port}", err=True)
        if token:
            click.echo(f"token: {token}", err=True)
        if not local:
            click.echo("whoever reaches this address and has the token can read and change the archive; nothing is encrypted", err=True)
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, access_log=False)


@contextmanager
def _ends_on_sigterm() -> Iterator[None]:
    """SIGTERM ends the block as Ctrl-C does: uvicorn raises it again when it has shut down, which would kill us with the note left."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
