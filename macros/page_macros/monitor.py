"""The figures of the monitor on a page written by hand: whole, or as a finding that leads to one."""

from __future__ import annotations

from markupsafe import Markup

from macros.charts.drawing import standalone
from macros.monitor.data import FOLDER, as_csv, as_json
from macros.monitor.figures import Figures
from macros.pages.context import Here
from macros.views.page import Artifact, Rendered

_WIDTH = 640  # of a drawing on its own, in pixels


def figure(here: Here, name: str) -> Rendered:
    """A figure of kennisbank.yml with its coverage, its drawing, the table behind it and its files of data.

    Raises KeyError for one that is not declared.
    """
    figures = Figures(here.library, here.context.today)
    made = figures.make(name, here.root)
    address = here.library.settings.address + figures.declared.url(figures.figure(name))
    path = f"{FOLDER}/{name}"
    image = Markup('<a href="{}"><img src="{}{}.svg" alt="{}" width="{}"></a>')
    embed = image.format(address, here.library.settings.address, path, made.finding, _WIDTH)
    html = here.render("monitor/figure.html", figure=made, path=path, embed=str(embed))
    return Rendered(
        html,
        (
            Artifact(f"{path}.json", as_json(made)),
            Artifact(f"{path}.csv", as_csv(made)),
            Artifact(f"{path}.svg", standalone(made.svg, _WIDTH)),
        ),
    )


def findings(here: Here, *names: str) -> Rendered:
    """What a few figures show, each as a sentence that leads to the figure. Raises KeyError for one that is not declared."""
    figures = Figures(here.library, here.context.today)
    shown = [
        (figures.make(name, here.root), f"{here.root}{figures.declared.url(figures.figure(name))}") for name in names
    ]
    return Rendered(here.render("monitor/findings.html", findings=shown))
