"""Why each decision of an article fell as it did: candidates, features and rules, collected anew, apart from coding."""

from dateline.resolve.explain.explain import Explained, explain

__all__ = ["Explained", "explain"]
