"""What reads the trace, its seals and the incident register, each within a scope."""

from giamngheo.audit.queries.register import NoSuchIncident, incident, incidents, open_incidents
from giamngheo.audit.queries.sealing import last_seal, missing_guards, seal_of_code, seals
from giamngheo.audit.queries.trace import NoSuchEntry, actors, deeds, entries, entry, subject_of
from giamngheo.audit.queries.whose_data import touched, touched_counts

__all__ = [
    "NoSuchEntry",
    "NoSuchIncident",
    "actors",
    "deeds",
    "entries",
    "entry",
    "incident",
    "incidents",
    "last_seal",
    "missing_guards",
    "open_incidents",
    "seal_of_code",
    "seals",
    "subject_of",
    "touched",
    "touched_counts",
]
