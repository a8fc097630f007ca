"""Rows at rest: tables, the embedded file, migrations."""
