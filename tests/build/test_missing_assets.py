"""A site without its own styles, scripts or shared schemas is not built: it would look broken and say nothing."""

from __future__ import annotations

import shutil

import pytest

from tests.conftest import Project, macros
from tests.small import SMALL


@pytest.mark.parametrize(
    "part",
    [
        "docs/assets",
        "docs/assets/css/base.css",
        "docs/assets/js/index/collection-index.mjs",
        "docs/assets/images/logo.svg",
    ]
    + ["schemas/common.schema.json", "schemas/settings.schema.json"],
)
def test_a_build_without_what_stays_in_every_field_stops_and_names_it(project: Project, part: str) -> None:
    root = project(SMALL)
    gone = root / part
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    run = macros(root, "build")
    assert run.returncode == 1
    assert part.partition("/")[2].removesuffix(".schema.json") in run.stderr and "Traceback" not in run.stderr
    assert not (root / "site").exists()
