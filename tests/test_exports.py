import dateline


def test_public_names_are_sorted_and_there() -> None:
    assert dateline.__all__ == sorted(dateline.__all__)
    assert all(hasattr(dateline, name) for name in dateline.__all__)


def test_public_names_are_these() -> None:
    """A name added or taken away is a decision: it belongs into the changelog."""
    assert set(dateline.__all__) == {
        "Actor", "Article", "BadInput", "Coded", "Coder", "DamagedFile", "DatelineError", "Event", "FakeReader",
        "FetchOptions", "Hint", "Mention", "Place", "Reader", "Reading", "Reject", "Role", "Settings", "Time", "Trigger",
        "UsageError",
    }  # fmt: skip
