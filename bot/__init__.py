"""Readout: a news-briefing bot whose every line points at the sentence that proves it."""
