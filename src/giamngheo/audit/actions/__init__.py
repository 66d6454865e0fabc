"""What writes the trace and the incident register; every package records its deeds by `record`."""

from giamngheo.audit.actions.recording import NotInTransaction, record
from giamngheo.audit.actions.seals import check, seal

__all__ = ["NotInTransaction", "check", "record", "seal"]
