"""Page -> Article: text, metadata, sentences."""

from dateline.ingest.article.article import to_article

__all__ = ["to_article"]
