"""One reader a format: a file becomes a document and, where its form says so, statements.

``read`` takes any file. A table's rows with the sources that they name, what was refused by row, and a
template to fill in are in ``table``; who of the named speakers is known, in ``identify``.
"""

from stance.sources.read import read
from stance.sources.source import MAX_BYTES, Source

__all__ = ["MAX_BYTES", "Source", "read"]
