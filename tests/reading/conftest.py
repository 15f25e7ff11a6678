"""Both of PyYAML's parsers: libyaml's, and Python's own for a machine without it."""

from collections.abc import Iterator

import pytest
import yaml

from evenhand.reading import yaml as reading


@pytest.fixture(params=[yaml.CSafeLoader, yaml.SafeLoader], ids=["libyaml", "python"])
def parser(request: pytest.FixtureRequest) -> Iterator[str]:
    """Runs a test once with each parser, and says which it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_PARSER", request.param)
        yield request.param.__name__
