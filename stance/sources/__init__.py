"""One reader a format: a file becomes a document and, where its form says so, statements.

``read`` takes any file; ``read_table`` gives a table's rows with the sources that they name and what
was refused by row; ``TEMPLATE`` is a table to fill in; ``passages`` tells prose from page furniture.
"""

from stance.sources.prose import passages
from stance.sources.read import KINDS, read
from stance.sources.source import MAX_BYTES, Source
from stance.sources.table import FIELDS, TEMPLATE, Table, TableRow, read_table

__all__ = [
    "FIELDS", "KINDS", "MAX_BYTES", "TEMPLATE", "Source", "Table", "TableRow", "passages", "read",
    "read_table",
]  # fmt: skip
