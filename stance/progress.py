"""How far long work has come, told as it goes: as bars in a terminal, or to whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# Called with the name of the step, how much of it is done and how much there is (0: nothing to do).
Tell = Callable[[str, int, int], None]


def silent(step: str, done: int, of: int) -> None:
    """Tell nobody."""


def bars() -> Tell:
    """A bar on standard error for each step; a step without work gets none."""
    from tqdm import tqdm

    open_: dict[str, Any] = {}

    def tell(step: str, done: int, of: int) -> None:
        if step not in open_:
            for bar in open_.values():
                bar.close()
            open_.clear()
            if not of:
                return
            open_[step] = tqdm(total=of, desc=step)
        bar = open_[step]
        bar.total = of
        bar.update(done - bar.n)
        if done >= of:
            bar.close()

    return tell
