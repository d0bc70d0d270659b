"""One file a page: parameters in, a question to the analyses, plain data out. No SQL here."""

from dateline.use.web.routes import actor, article, desk, door, dyad, event, events, overview

ROUTERS = tuple(module.routes for module in (overview, events, event, article, actor, dyad, desk, door))
