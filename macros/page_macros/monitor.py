"""The figures of the monitor on a page written by hand: whole, or as a finding that leads to one."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from macros.charts.drawing import standalone
from macros.monitor.data import FOLDER, as_csv, as_json
from macros.monitor.figures import Figures
from macros.monitor.made import MadeFigure
from macros.pages.context import Here
from macros.views.page import Artifact, Rendered

_WIDTH = 640  # of a drawing on its own, in pixels


def figure(here: Here, name: str) -> Rendered:
    """A figure of kennisbank.yml with its coverage, its drawing, the table behind it and its files of data.

    Raises KeyError for one that is not declared.
    """
    figures = Figures(here.library, here.context.today)
    details = figures.details(name, here.root)
    several = [one for one in details if len(one.table.rows) > 1]
    shown = [_figure(here, figures, name, made) for made in (figures.make(name, here.root), *several)]
    alone = [one for one in details if len(one.table.rows) == 1]
    if alone:  # a chart of one number says no more than the number
        shown.append(_numbers(here, figures, name, alone))
    return Rendered("\n".join(one.html for one in shown), tuple(file for one in shown for file in one.artifacts))


def _figure(here: Here, figures: Figures, name: str, made: MadeFigure) -> Rendered:
    """A figure with its files; `name` is that of the declaration which it comes from."""
    address, path = _address(here, figures, name, made), f"{FOLDER}/{made.name}"
    image = Markup('<a href="{}"><img src="{}{}.svg" alt="{}" width="{}"></a>')
    embed = image.format(address, here.library.settings.address, path, made.finding, _WIDTH)
    html = here.render("monitor/figure.html", figure=made, path=path, embed=str(embed))
    drawing = Artifact(f"{path}.svg", standalone(made.svg, _WIDTH))
    return Rendered(html, (*_data(here, made, address), drawing))


def _numbers(here: Here, figures: Figures, name: str, alone: Sequence[MadeFigure]) -> Rendered:
    """What was measured once: each as its number with its place and its files of data."""
    html = here.render("monitor/numbers.html", figures=[(one, f"{FOLDER}/{one.name}") for one in alone])
    files = [file for one in alone for file in _data(here, one, _address(here, figures, name, one))]
    return Rendered(html, tuple(files))


def _data(here: Here, made: MadeFigure, address: str) -> tuple[Artifact, Artifact]:
    path = f"{FOLDER}/{made.name}"
    return Artifact(f"{path}.json", as_json(made, here.library.settings, address)), Artifact(
        f"{path}.csv", as_csv(made)
    )


def _address(here: Here, figures: Figures, name: str, made: MadeFigure) -> str:
    """Where a figure stands on the web."""
    return f"{here.library.settings.address}{figures.declared.page(figures.figure(name))}#{made.name}"


def findings(here: Here, *names: str) -> Rendered:
    """What a few figures show, each as a sentence that leads to the figure. Raises KeyError for one that is not declared."""
    figures = Figures(here.library, here.context.today)
    shown = [
        (figures.make(name, here.root), f"{here.root}{figures.declared.url(figures.figure(name))}") for name in names
    ]
    return Rendered(here.render("monitor/findings.html", findings=shown))
