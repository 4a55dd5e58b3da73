"""Benchmarks: what is claimed of the engine and the bot, measured by command."""
