"""The addresses beside the pages: is the server alive, can it show the data, and what changed?

``/_stcore/health`` (Streamlit's own) says that the process answers; ``/api/ready`` says that the
snapshot can be read; ``/api/changes.atom`` and ``/api/changes.json`` are feeds of the changes of
standing (``stance.feed_requests``). ``/map`` leads to the map, which as the default page has no path of its
own. Hosts without these routes (plain ``streamlit run`` of another script) lose nothing else.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from stance.errors import InputError
from stance.snapshot import BUNDLED, open_snapshot

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import JSONResponse, Response
    from starlette.routing import Route

    from stance.known import Known
    from stance.snapshot import Snapshot

# A host's name or number with its port: nothing else of a request's header gets into a link.
_HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")


def snapshot_path() -> Path:
    """The snapshot to serve: the folder in ``STANCE_SNAPSHOT``, else the bundled one."""
    return Path(os.environ.get("STANCE_SNAPSHOT") or BUNDLED)


def take(arguments: Sequence[str]) -> None:
    """Serve the snapshot that was named after ``streamlit run app.py --``; wrong usage ends with status 2.

    ``arguments`` begin with the script. What runs the app without them (another server, a test) leaves the
    setting as it is.
    """
    if not arguments or Path(arguments[0]).name != "app.py":
        return
    parser = argparse.ArgumentParser(prog="streamlit run app.py --")
    parser.add_argument("--snapshot", metavar="DIR", help="another than the bundled one")
    if named := parser.parse_args(arguments[1:]).snapshot:
        os.environ["STANCE_SNAPSHOT"] = named


def ready() -> tuple[int, dict[str, object]]:
    """HTTP status and body of the readiness address."""
    try:
        snapshot = open_snapshot(snapshot_path())
        counted = snapshot.rows("SELECT count(*) AS n FROM coded")[0]["n"]
    except (InputError, OSError) as error:
        return 503, {"ready": False, "reason": type(error).__name__}
    return 200, {"ready": True, "data_version": snapshot.id, "codings": counted}


@lru_cache(maxsize=1)
def _opened(path: Path, stamp: float) -> tuple[Snapshot, Known]:  # noqa: ARG001 - a new build is opened anew
    from stance.known import known_in

    found = open_snapshot(path)
    return found, known_in(found)


def changes(form: str, params: Mapping[str, Sequence[str]], base: str = "") -> tuple[int, str, bytes]:
    """HTTP status, content type and body of a feed of changes; ``base`` is the server's address."""
    from stance import feed_requests
    from stance.review import laying

    path, plain = snapshot_path(), "text/plain; charset=utf-8"
    try:
        snapshot, known = _opened(path, (path / "manifest.json").stat().st_mtime)
    except (InputError, OSError):
        return 503, plain, b"The data cannot be opened.\n"
    # People's decisions count here as on the pages; a log that cannot be read keeps no feed from its readers.
    with contextlib.suppress(InputError):
        laying.catch_up(snapshot)
    try:
        view, since = feed_requests.asked(params, known)
    except ValueError as error:
        return 400, plain, f"{error}\n".encode("utf-8", "replace")
    return 200, feed_requests.FORMS[form][0], feed_requests.answer(snapshot, view, since, form, base)


def base_of(scheme: str, host: str, path: str, end: str) -> str:
    """The address of the app from that of a request for ``end`` below it; empty where the host is odd."""
    if not _HOST.fullmatch(host) or not path.endswith(end):
        return ""
    return f"{'https' if scheme == 'https' else 'http'}://{host}{path.removesuffix(end)}"


@contextlib.asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[None]:  # noqa: ARG001 - Starlette's signature
    """What visitors brought goes with the server: a signal ends the process without its last clean-up."""
    from stance import collecting

    yield
    collecting.forget_all()


def routes() -> list[Route]:
    """The routes for ``st.App``."""
    from starlette.responses import JSONResponse, RedirectResponse, Response
    from starlette.routing import Route

    def to_the_map(request: Request) -> Response:
        return RedirectResponse(f"./?{request.url.query}")

    async def answer(request: Request) -> JSONResponse:  # noqa: ARG001 - Starlette's signature
        status, body = ready()
        return JSONResponse(body, status_code=status)

    def feed(request: Request) -> Response:
        form = request.url.path.rsplit(".", 1)[-1]
        params = {name: request.query_params.getlist(name) for name in request.query_params}
        # Behind a proxy only its header knows whether readers come by https.
        scheme = request.headers.get("x-forwarded-proto", request.url.scheme)
        host = request.headers.get("host", "")
        status, kind, body = changes(
            form, params, base_of(scheme, host, request.url.path, f"/api/changes.{form}")
        )
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if status == 200 and request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"etag": tag})
        headers = {"etag": tag, "cache-control": "max-age=300", "x-content-type-options": "nosniff"}
        return Response(body, status, headers if status == 200 else None, kind)

    feeds = [Route(f"/api/changes.{form}", feed) for form in ("atom", "json")]
    return [Route("/api/ready", answer), Route("/map", to_the_map), *feeds]
