"""One real event, many reports: blocks (who is compared), features (how alike), cluster (who belongs together)."""

from dateline.store.stories.blocks import Block, block_of, blocks_near
from dateline.store.stories.cluster import Links, Placed, settle
from dateline.store.stories.telling import Telling

__all__ = ["Block", "Links", "Placed", "Telling", "block_of", "blocks_near", "settle"]
