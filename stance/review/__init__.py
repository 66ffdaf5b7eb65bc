"""People in charge: decisions of coders, kept beside the snapshot and laid over it.

Every decision is a line in a log that is only ever added to: who, when, what stood before, what was
decided, and of an undo what it takes back. ``decisions`` says which of them counts, ``store`` keeps them (a
SQLite file, or PostgreSQL by one setting), ``files`` carries them as CSV, ``queue`` says what to look at
next and ``compare`` how far coders agree. Names are typed, not proven: whoever can open the page can decide.
"""

from __future__ import annotations
