"""The transcript that a new clone shows."""

from pathlib import Path

PATH = Path(__file__).parent.parent / "seeds/000_4aba8b4c6de8c5d8.txt"
BYTES = PATH.read_bytes()
