"""One reader a format: a file becomes a document and, where its form says who speaks, statements."""

from stance.sources.read import KINDS, read
from stance.sources.source import MAX_BYTES, Source

__all__ = ["KINDS", "MAX_BYTES", "Source", "read"]
