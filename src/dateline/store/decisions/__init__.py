"""What people decided: stored as rows, never changed, undone by further rows, applied again whenever events are made."""

from dateline.store.decisions.records import KINDS, Anchor, Decision, undone
from dateline.store.decisions.standing import Standing

__all__ = ["KINDS", "Anchor", "Decision", "Standing", "undone"]
