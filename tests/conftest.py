"""Shared by all tests: no network, caches emptied between tests."""

import os

os.environ.setdefault("HF_HUB_OFFLINE", "1")
