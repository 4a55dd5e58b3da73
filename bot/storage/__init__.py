"""Storage: tables, queries and migrations, on SQLite and PostgreSQL."""
