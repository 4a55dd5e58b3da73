"""Readout: a news-briefing bot whose every line points at the sentence that proves it."""

__version__ = "0.1.0"
