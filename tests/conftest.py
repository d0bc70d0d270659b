"""Property tests have no deadline: a busy machine is no fault of the code."""

from hypothesis import settings

# A commit passes or fails by what it holds, not by luck; `pytest --hypothesis-seed=random` looks for new cases.
settings.register_profile("dateline", deadline=None, derandomize=True)
settings.load_profile("dateline")
