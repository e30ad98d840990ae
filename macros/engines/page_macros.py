"""The macros for pages written by hand, given to mkdocs-macros.

The plugin calls it; it knows the plugin's environment and nothing else of a site generator.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from macros.engines import publication
from macros.page_macros.table import KEPT, MACROS
from macros.pages.context import Here
from macros.views.page import Rendered


def define_env(env: Any) -> None:
    """Give hand-written pages their macros. `env` is the plugin's environment."""
    for macro in MACROS:
        env.macro(_called(macro, env))


def _called(macro: Callable[..., Any], env: Any) -> Callable[..., Any]:
    """A macro as a page calls it: what it renders becomes a mark, which the finished page fills."""

    @wraps(macro)
    def call(*given: Any, **named: Any) -> Any:
        build = publication.of(env.conf)
        make = partial(macro, Here(build.context, str(env.page.url), build.root), *given, **named)
        kept = repr((macro.__name__, env.page.url, build.context.today, given, named))
        made = build.made.made(kept, make) if macro in KEPT else make()
        return build.mark(made) if isinstance(made, Rendered) else made

    return call
