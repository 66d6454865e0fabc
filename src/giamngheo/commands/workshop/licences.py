"""No package that runs the system may be under the GPL or AGPL; the LGPL is allowed."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

FORBIDDEN = re.compile(r"(?<![A-Z])A?GPL|(?<!LESSER )(?<!LIBRARY )GENERAL PUBLIC LICENSE|AFFERO", re.IGNORECASE)
"""GPL or AGPL by short or full name; `LGPL` and `Lesser General Public License` do not match."""

CHOICE = re.compile(r"\s+OR\s+", re.IGNORECASE)


def forbidden_packages(requirements: Path) -> list[str]:
    """Name each pinned package whose own metadata leaves only GPL or AGPL; one line `name: licence`."""
    found = []
    for name in pinned_packages(requirements):
        try:
            licences = stated_licences(distribution(name))
        except PackageNotFoundError:
            continue  # pinned for another platform, so it does not run here
        found += [f"{name}: {licence}" for licence in licences if is_forbidden(licence)]
    return found


def pinned_packages(requirements: Path) -> list[str]:
    """The names in a hashed requirement file."""
    return re.findall(r"^([A-Za-z0-9._-]+)(?:\[.*?\])?==", requirements.read_text(encoding="utf-8"), re.MULTILINE)


def stated_licences(package: Distribution) -> list[str]:
    """Every statement a package makes of its licence: expression, field and classifiers."""
    about = package.metadata
    stated = about.get_all("License-Expression") or []
    stated += [text.partition("\n")[0] for text in about.get_all("License") or []]  # some put the whole text there
    stated += [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    return [licence for licence in stated if licence]


def is_forbidden(licence: str) -> bool:
    """Whether every choice the statement offers is GPL or AGPL."""
    return all(FORBIDDEN.search(choice) for choice in CHOICE.split(licence))
