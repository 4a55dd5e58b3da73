"""What is said when a schedule cannot be read."""


class RuleError(ValueError):
    """`str()` is a sentence: what was not understood, and what to write instead."""
