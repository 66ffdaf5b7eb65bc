"""A real browser against the real app: where Chromium is, how it starts, and a server for it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
# The sandbox needs rights that containers lack; the rest keeps Chromium from calling home.
# Points are drawn by WebGL, which a machine without a graphics card computes.
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
]  # fmt: skip
WAIT = 60_000  # milliseconds; a loaded machine is slow, not wrong
# Pictures and reports of a run are kept here; git ignores the folder.
ARTEFACTS = Path(os.environ.get("STANCE_ARTEFACTS") or ROOT / "out" / "browser")
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def executable() -> str | None:
    """The installed Chromium or Chrome, or None."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def settled(page: Page, selector: str = "h1") -> None:
    """Wait until the page shows ``selector`` and its script has ended; no error may stand on it."""
    page.wait_for_selector(selector, timeout=WAIT)
    page.wait_for_selector("[data-testid=stStatusWidget]", state="detached", timeout=WAIT)
    assert page.locator("[data-testid=stException]").count() == 0


def pages() -> list[str]:
    """The path of every page in the navigation, as ``app.py`` names them."""
    return re.findall(r'url_path="([a-z-]+)"', (ROOT / "app.py").read_text(encoding="utf-8"))


def kept(name: str) -> Path:
    """Where an artefact of this run goes."""
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    return ARTEFACTS / name


@contextlib.contextmanager
def serving(script: str = str(ROOT / "app.py"), **environment: str) -> Iterator[str]:
    """The app (or another script) on a free port; gives its address and ends the server afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "streamlit", "run", script, "--server.headless=true",
        f"--server.port={port}", "--server.address=127.0.0.1", "--server.fileWatcherType=none",
    ]  # fmt: skip
    server = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(base, server)
        yield base
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_until_healthy(base: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with status {server.returncode}")
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            with urllib.request.urlopen(f"{base}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        time.sleep(0.2)
    raise RuntimeError("the server did not become healthy within a minute")
