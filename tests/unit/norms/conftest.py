"""What the tests of this folder start from."""

import pytest
from factories.staffed_district import District, staffed_district


@pytest.fixture
def district(db: None) -> District:
    """A district of 2024 with a leader, a standing office and an administrator."""
    return staffed_district()
