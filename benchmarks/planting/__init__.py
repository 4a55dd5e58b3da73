"""Planting: errors put into true lines of articles, and true lines said otherwise, to see what the check makes of them.

Every error is made by rule and by seeded chance from a sentence of the article, so its kind is known. A rule that finds
no place in a sentence makes no line. The faithful changes are the ones that editors make: “15%” for “15 percent”,
“550 billion dollars”, a shortened name, a clause moved, a tail cut.
"""

from __future__ import annotations

from benchmarks.planting.lines import ERRORS, FAITHFUL, Planted, plant
from benchmarks.planting.report import report

__all__ = ["ERRORS", "FAITHFUL", "Planted", "plant", "report"]
