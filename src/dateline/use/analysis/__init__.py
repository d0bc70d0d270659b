"""Questions to an archive: who (one actor's life), dyad (two actors' history), watch (what changed), stats (what is in it)."""

from dateline.use.analysis.dyad import Dyad, Turn, dyad
from dateline.use.analysis.stats import stats
from dateline.use.analysis.watch import Alert, watch
from dateline.use.analysis.who import Life, who

__all__ = ["Alert", "Dyad", "Life", "Turn", "dyad", "stats", "watch", "who"]
