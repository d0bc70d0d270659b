"""One file a page: parameters in, a question to the analyses, plain data out. No SQL here."""

from dateline.use.web.routes import (
    actor,
    add,
    article,
    desk,
    door,
    download,
    dyad,
    event,
    events,
    handover,
    network,
    overview,
    review,
    watch,
)

PAGES = (overview, events, event, article, actor, dyad, network, watch, review, add)
ROUTERS = tuple(module.routes for module in (*PAGES, desk, download, door, handover))
