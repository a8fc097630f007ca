"""Views that ask a record's two clocks in plain SQL: `recorded` when it said something, `valid` when that is to have happened.

SELECT trigger_text FROM events_in_time
WHERE recorded_from <= :moment AND (recorded_to > :moment OR recorded_to IS NULL)
  AND (valid_from <= :day OR valid_from IS NULL) AND (valid_to > :day OR valid_to IS NULL)
"""

from __future__ import annotations

from sqlalchemy import Connection

__all__ = ["make_views"]

# An event's columns in `events` and, of old readings, in `reading_events`.
_EVENT = "id, type, trigger_text, trigger_start, trigger_end, modality, main, when_value, valid_from, valid_to"
_READINGS = """
CREATE VIEW readings_in_time AS
SELECT pages.sha256 AS page_sha256, articles.ordinal, articles.recorded_from, NULL AS recorded_to, 1 AS is_there
FROM articles JOIN pages ON pages.id = articles.page
UNION ALL
SELECT pages.sha256, readings.ordinal, readings.recorded_from, readings.recorded_to, readings.article IS NOT NULL
FROM readings JOIN pages ON pages.id = readings.page
"""


def _events() -> str:
    columns = ", ".join(f"one.{name}" for name in _EVENT.split(", "))
    return f"""
CREATE VIEW events_in_time AS
SELECT pages.sha256 AS page_sha256, articles.ordinal, {columns}, articles.recorded_from, NULL AS recorded_to
FROM events AS one JOIN articles ON articles.id = one.article JOIN pages ON pages.id = articles.page
UNION ALL
SELECT pages.sha256, readings.ordinal, {columns}, readings.recorded_from, readings.recorded_to
FROM reading_events AS one JOIN readings ON readings.id = one.reading JOIN pages ON pages.id = readings.page
"""


def make_views(connection: Connection) -> None:
    """The views over the present tables, made anew: they hold nothing of their own."""
    for name, view in (("readings_in_time", _READINGS), ("events_in_time", _events())):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
        connection.exec_driver_sql(view)
