"""A document -> the statements in it: which words, whose, said when.

``attribute`` is the station; the modules are its questions: where quotations are (``quotes``), which
words report speech (``cues``), what they may introduce (``candidates``, ``quoting``), which of that
stands (``filter``, ``choose``), whose mention it is (``sources``), and who that is (``mentions``,
``roles``, ``speakers``).
"""

from stance.attribution.station import attribute

__all__ = ["attribute"]
