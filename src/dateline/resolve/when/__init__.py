"""Time expressions -> dates with their precision; the date of each event."""

from dateline.resolve.when.find import find_times
from dateline.resolve.when.govern import event_date, is_background

__all__ = ["event_date", "find_times", "is_background"]
