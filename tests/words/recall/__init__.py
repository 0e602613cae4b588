"""The stored words by which finding is judged; `python -m tests.words.recall` prints what they come to."""
