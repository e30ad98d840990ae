"""The data that a site publishes, in a database of SQLite's: for tests that ask anew what a page says.

Nothing of the program takes part. Only what any visitor can fetch is read: `data/*.json` and `*.csv`, and the choices in
`schemas/vocabulary.schema.json`.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

SCALARS = (str, int, float, type(None))

# What an entry has, whatever its field: one row for each value. And the choices of the schemas.
TABLES = """
CREATE TABLE has (collection, id, field, value);
CREATE TABLE choices (vocabulary, value, title, within);
"""
# What follows from those, and from the tables of the collections.
MORE = """
CREATE INDEX has_field ON has (field, collection, id);

-- What the editors filled in: a field, or one value of it.
CREATE TABLE chosen AS
SELECT collection, id, substr(value, 1, instr(value || '/', '/') - 1) AS field,
  CASE WHEN instr(value, '/') THEN substr(value, instr(value, '/') + 1) END AS value
FROM has WHERE field = 'by_editors';

-- Who is about which bottleneck: a concrete one counts for the theme that it is part of, too.
CREATE TABLE about_bottleneck AS
WITH RECURSIVE up (id, above) AS (
  SELECT id, id FROM bottlenecks
  UNION SELECT up.id, b.part_of FROM up JOIN bottlenecks AS b ON b.id = up.above WHERE b.part_of IS NOT NULL
)
SELECT DISTINCT has.collection, has.id, up.above AS value FROM has JOIN up ON up.id = has.value
WHERE has.field = 'bottlenecks';

-- Where an entry is: its provinces; the whole; each part of the country of which it names no province.
CREATE TABLE located AS
SELECT collection, id, value FROM has WHERE field = 'provinces'
UNION SELECT collection, id, value FROM has WHERE field = 'parts' AND value = 'landelijk'
UNION SELECT collection, id, value || '-provincie-onbekend' FROM has AS part
WHERE field = 'parts' AND value <> 'landelijk' AND NOT EXISTS (
  SELECT * FROM has AS its JOIN choices ON choices.value = its.value
  WHERE its.field = 'provinces' AND its.collection = part.collection AND its.id = part.id
    AND choices.vocabulary = 'province' AND choices.within = part.value
);

-- Of each entry, the day of its facts and the day on which somebody looked at them again.
CREATE TABLE subjects AS
SELECT collection, id, max(CASE field WHEN 'checked' THEN value END) AS checked,
  max(CASE field WHEN 'reviewed' THEN value END) AS reviewed
FROM has GROUP BY collection, id;

-- The year of each publication that an entry names: what stands between its last brackets.
CREATE VIEW cited AS
SELECT collection, id, rtrim(replace(title, rtrim(title, replace(title, '(', '')), ''), ')') AS year
FROM (SELECT collection, id, json_extract(value, '$.publication') AS title FROM has WHERE field = 'sources');

-- Each number that a source has for an indicator; with the indicator itself stands what is of nobody that has a name.
CREATE VIEW told AS
SELECT collection, id, CASE collection WHEN 'indicators' THEN id ELSE json_extract(value, '$.indicator') END AS indicator,
  json_extract(value, '$.what') AS what, json_extract(value, '$.value') AS number, json_extract(value, '$.unit') AS unit,
  coalesce(json_extract(value, '$.intended'), 0) AS intended
FROM has WHERE field = 'measurements';

-- Of these, what was measured: an intention is no outcome.
CREATE VIEW measured AS SELECT * FROM told WHERE NOT intended;

-- What a filter of an index goes by: a value of its own, or one that follows.
CREATE TABLE filtered AS
SELECT collection, id, field, value FROM has
UNION SELECT collection, id, 'bottlenecks', value FROM about_bottleneck
UNION SELECT collection, id, 'provinces', value FROM located;
CREATE INDEX filtered_value ON filtered (collection, field, value);
"""


def database(site: Path) -> sqlite3.Connection:
    """One table for each collection, and one for each field of it: `communities`, `communities_themes (id, value)`."""
    base = sqlite3.connect(":memory:")
    base.executescript(TABLES)
    vocabulary = json.loads((site / "schemas/vocabulary.schema.json").read_text(encoding="utf-8"))
    for name, group in vocabulary["$defs"].items():
        for choice in group["oneOf"]:
            row = (name, choice["const"], choice["title"], choice.get("x-within"))
            base.execute("INSERT INTO choices VALUES (?, ?, ?, ?)", row)
    for declared in json.loads((site / "data/collections.json").read_text(encoding="utf-8")):
        _fill(base, declared["name"], site)
    base.executescript(MORE)
    return base


def _fill(base: sqlite3.Connection, name: str, site: Path) -> None:
    entries = json.loads((site / f"data/{name}.json").read_text(encoding="utf-8"))
    with (site / f"data/{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        columns = next(csv.reader(file))
    base.execute(f"CREATE TABLE {name} ({', '.join(map(_quoted, columns))})")
    for field in columns:
        base.execute(f"CREATE TABLE {_quoted(f'{name}_{field}')} (id, value)")
    for entry in entries:
        assert entry.keys() <= set(columns), entry["id"]
        row = [None if isinstance(entry.get(field), list) else _cell(entry.get(field)) for field in columns]
        base.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", row)
        for field, value in entry.items():
            for one in value if isinstance(value, list) else [value]:
                base.execute(f"INSERT INTO {_quoted(f'{name}_{field}')} VALUES (?, ?)", (entry["id"], _cell(one)))
                base.execute("INSERT INTO has VALUES (?, ?, ?, ?)", (name, entry["id"], field, _cell(one)))


def _quoted(name: str) -> str:
    assert re.fullmatch(r"[a-z_]+", name), name
    return f'"{name}"'


def _cell(value: Any) -> Any:
    """A value as a column holds it; what has parts is JSON, for `json_extract`."""
    return value if isinstance(value, SCALARS) else json.dumps(value, ensure_ascii=False)


MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def day(words: str) -> str:
    """A day as people write it, `30 juni 2017`, as data have it."""
    number, month, year = words.split()
    return date(int(year), MONTHS.index(month[:3]) + 1, int(number)).isoformat()
