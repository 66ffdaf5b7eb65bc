"""Statements become codings: which position each states, how surely, and which words decided it.

``code`` needs no training at run time: it reads the findings of ``evidence``, the sentence vector of
``stance.embedding`` and the numbers in ``corpus/coder``.
``evaluate`` measures it on the statements of ``corpus/gold``.
"""

from __future__ import annotations

from stance.coding.agreement import kappa
from stance.coding.coder import code, version
from stance.coding.evaluation import Report, evaluate

__all__ = ["Report", "code", "evaluate", "kappa", "version"]
