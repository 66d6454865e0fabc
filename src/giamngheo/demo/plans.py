"""The demo plan: the published figures of one district's 2024 plan, in words written for this demo."""

from pathlib import Path


def plan_files() -> list[Path]:
    """Return the files of the demo plan, its text first."""
    return sorted(Path(__file__).with_name("plan_files").glob("*.txt"))
