"""Checks: one module for each way in which a line may depart from its article; `briefs.check` runs them all."""
