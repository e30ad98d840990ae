"""Charts to look at: one of each kind, with all that a kind can draw. `text` takes the place of some of its words."""

from __future__ import annotations

from collections.abc import Callable

from macros.charts.areas import areas
from macros.charts.bars import bars
from macros.charts.distribution import columns, distribution
from macros.charts.dots import dots
from macros.charts.flow import flow
from macros.charts.matrix import matrix
from macros.charts.multiples import multiples
from macros.charts.timeline import timeline
from macros.charts.values import Axis, Bar, Cell, CellRow, Head, Mark, MarkRow, Node, Panel, Shape, Step


def head(kind: str, title: str = "Van de helft is niets bekend") -> Head:
    return Head(kind, title, f"Een tekening ({kind}).")


STUDENTS = Axis("Studenten per half jaar", 0, 400, tuple((at, str(at)) for at in range(0, 401, 100)))
YEARS = Axis("", 2016, 2028, tuple((year, str(year)) for year in range(2016, 2029, 4)))
PARTNERS = Axis("Aantal partners", 0, 10, ((0, "0"), (5, "5"), (10, "10")))


def _bars(text: str = "") -> str:
    return bars(
        head("bars"),
        [
            Bar(
                text or "Initiatieffase: verkennen of er genoeg partners zijn",
                4,
                "4 van de 94",
                "/x/?fase=initiatief&q=1",
            ),
            Bar("Ontwikkelfase", 9, "9, waarvan 3 volgens de redactie", part=3),
            Bar("Borging", 0, "geen"),
            Bar("Onbekend", 70, text or "70 van de 94", "/x/", unknown=True),
        ],
    )


def _dots(text: str = "") -> str:
    marks = (Mark("2021", 120, "120 studenten", "/m/"), Mark("2022", 210, "ongeveer 210", bound="about"))
    return dots(
        head("dots"),
        STUDENTS,
        [
            MarkRow(text or "Windenergie", marks, "/c/"),
            MarkRow("Water", (Mark("", 380, "meer dan 380", bound="more"),)),
            MarkRow("Bouw", (Mark("Bouw", 25, text or "hoogstens 25", bound="most"),)),
            MarkRow("Zorg", (Mark("", 150, "150 tot 290", until=290),)),
            MarkRow("Chemie", (Mark("doel", 300, "300 in 2030", "/d/", bound="intended"),)),
            MarkRow("Waterstof", (), empty=text or "geen bron noemt een aantal"),
        ],
    )


def _columns(text: str = "") -> str:
    """Many numbers; `text` is what its axis says."""
    axis = Axis(text or "Aantal partners", 0, 200, tuple((at, str(at)) for at in range(0, 201, 50)))
    return columns(head("columns"), axis, {4: 12, 9: 30, 41: 2, 150: 1})


def _distribution(text: str = "") -> str:
    marks = [
        Mark(text or f"Community {at}", at % 11, f"{at % 11} partners", "/c/" * (at % 2)) for at in range(7, 47, 3)
    ]
    marks += [Mark("Ruim", 6, "meer dan 6", bound="more"), Mark("Krap", 3, "hoogstens 3", bound="most")]
    return distribution(head("distribution"), PARTNERS, marks, Bar("Onbekend", 78, "78 van de 94", unknown=True))


def _timeline(text: str = "") -> str:
    levels = (
        Mark("startend", 2018.4, "mei 2018", "/a/"),
        Mark("voldragen", 2024.5, "beoogd in 2024", bound="intended"),
        Mark("Vervolg", 2026.2, text or "2026 en verder", until=2028, bound="more"),
    )
    long = Mark(
        "Uitbreiding van de publiek-private samenwerking in het beroepsonderwijs", 2022, "2022–2026", until=2026
    )
    return timeline(
        head("timeline"),
        YEARS,
        [
            MarkRow(text or "Smart industry", levels, "/s/"),
            MarkRow("Groeifonds", (long,)),
            MarkRow("Rest", (), empty="niets"),
        ],
    )


def _matrix(text: str = "", columns: int = 4) -> str:
    names = [text or "Initiatief", "Ontwikkeling", "Uitvoering", "Borging", *("Landbouw, water en voedsel",) * 12][
        :columns
    ]
    numbers = [(3, 7, 12, 0), (1, 0, 2, 1), (0, 0, 16, 2)]
    rows = [
        CellRow(
            text or label,
            tuple(
                Cell(n := row[at % 4], f"{n} tools", "" if at == 1 and not n else f"/tools/?fase={at}&knelpunt={label}")
                for at in range(columns)
            ),
            "/k/",
        )
        for label, row in zip(("Tijd", "Geld na de eerste subsidie", "Onbekend bij het mkb"), numbers, strict=True)
    ]
    return matrix(head("matrix"), names, rows)


def _multiples(text: str = "") -> str:
    panels = [
        Panel(
            text or name,
            (
                Bar("Leren", a, str(a), "/l/"),
                Bar("Innoveren", b, str(b), part=1),
                Bar("Onbekend", c, str(c), unknown=True),
            ),
            "/p/",
        )
        for name, a, b, c in (("Groningen", 7, 2, 1), ("Noord-Brabant", 18, 6, 4), ("Zorg", 2, 1, 9))
    ]
    return multiples(head("multiples"), panels)


def _flow(text: str = "") -> str:
    nodes = (
        Node(text or "Studenten die meededen", "9 metingen", "/i/"),
        Node("Innovaties", text or "nog geen", "/i/", False),
    )
    return flow(
        head("flow"),
        [
            Step("Input", "Wat erin gaat: geld, mensen, tijd.", nodes),
            Step(text or "Output", "Wat er direct uit komt.", (), "Nog geen indicator."),
        ],
    )


def _areas(text: str = "") -> str:
    shapes = [
        Shape(
            text or f"Vlak {at}",
            f"M{at * 20} 0h20v20h-20z",
            at * 20 + 10,
            10,
            at,
            f"{at} communities",
            "/p/" * (at % 2),
        )
        for at in range(6)
    ]
    return areas(head("areas"), 120, 20, shapes)


KINDS: dict[str, Callable[..., str]] = {
    "bars": _bars,
    "dots": _dots,
    "distribution": _distribution,
    "columns": _columns,
    "timeline": _timeline,
    "matrix": _matrix,
    "multiples": _multiples,
    "flow": _flow,
    "areas": _areas,
}
