"""The addresses beside the pages: is the server alive, and can it show the data?

``/_stcore/health`` (Streamlit's own) says that the process answers; ``/api/ready`` says that the
snapshot can be read. Hosts without these routes (plain ``streamlit run`` of another script) lose
nothing else.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from stance.errors import InputError
from stance.snapshot import BUNDLED, open_snapshot

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import JSONResponse
    from starlette.routing import Route


def snapshot_path() -> Path:
    """The snapshot to serve: the folder in ``STANCE_SNAPSHOT``, else the bundled one."""
    return Path(os.environ.get("STANCE_SNAPSHOT") or BUNDLED)


def ready() -> tuple[int, dict[str, object]]:
    """HTTP status and body of the readiness address."""
    try:
        snapshot = open_snapshot(snapshot_path())
        counted = snapshot.rows("SELECT count(*) AS n FROM coded")[0]["n"]
    except (InputError, OSError) as error:
        return 503, {"ready": False, "reason": type(error).__name__}
    return 200, {"ready": True, "data_version": snapshot.id, "codings": counted}


def routes() -> list[Route]:
    """The routes for ``st.App``."""
    from starlette.responses import JSONResponse
    from starlette.routing import Route

    async def answer(request: Request) -> JSONResponse:  # noqa: ARG001 - Starlette's signature
        status, body = ready()
        return JSONResponse(body, status_code=status)

    return [Route("/api/ready", answer)]
