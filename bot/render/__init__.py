"""Render: cards become what a platform shows. Pure functions; no chat library."""
