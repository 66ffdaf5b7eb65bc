"""A PostgreSQL server of the tests' own: begun in a folder, spoken to by a socket in it, ended afterwards."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path


def binaries() -> Path | None:
    """The folder with initdb and postgres, or None where no server is installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    folders += [Path(found).parent for name in ("postgres",) if (found := shutil.which(name))]
    return next((f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()), None)


@contextlib.contextmanager
def serving() -> Iterator[str]:
    """A fresh server; gives its address. As root it runs as the user postgres, since it refuses root."""
    found = binaries()
    if found is None:
        raise RuntimeError("PostgreSQL is not installed: apt-get install postgresql")
    who = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="stance-postgres-"))
    data, quiet = folder / "data", {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        if who:
            shutil.chown(folder, "postgres", "postgres")
        first = [found / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"]
        subprocess.run(first, check=True, timeout=120, cwd=folder, **who, **quiet)
        command = [found / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"]
        server = subprocess.Popen(command, cwd=folder, **who, **quiet)
        try:
            _wait_until_ready(found, folder, server)
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            # The fast way: connections that a pool still holds are closed.
            server.send_signal(signal.SIGINT)
            server.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_ready(found: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        if server.poll() is not None:
            raise RuntimeError(f"PostgreSQL ended with status {server.returncode}")
        asked = subprocess.run([found / "pg_isready", "-q", "-h", folder], check=False)
        if asked.returncode == 0:
            return
        time.sleep(0.2)
    raise RuntimeError("PostgreSQL did not become ready within half a minute")
