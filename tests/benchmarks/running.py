"""Measuring in a process of its own."""

from __future__ import annotations

import subprocess
import sys

from tests.scratch import ROOT


def run(environment: dict[str, str], *arguments: str) -> str:
    """Run Python to its end and give what it printed. Ends this process where that fails."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{done.stderr}")
    return done.stdout
