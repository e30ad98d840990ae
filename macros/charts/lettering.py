"""Text in charts: how wide it is, about, and where its lines break, so that it fits on the narrowest screen.

SVG breaks no lines, and who makes a chart knows no letters. Widths are those of Arial, which stands in for the letters
of the site and is wider than they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

NARROWEST = 288  # pixels: the width at which all that is drawn must fit beside each other
LETTER = 15  # pixels, of names and numbers
SMALL = 14  # of what stands along an axis
PITCH = 20  # from one line to the next
ROOM = NARROWEST - 8  # for a line of text

# Parts of the size of the letters, by how wide a sign is.
_WIDTHS = {
    sign: width
    for signs, width in (
        ("ijl'’‘|", 0.23),
        (" ftI.,:;!/[]", 0.28),
        ('r-()“”"·*', 0.36),
        ("ckJsvxyz", 0.5),
        ("FLTZ", 0.61),
        ("ABEKPSVXY&", 0.67),
        ("CDHNRUw", 0.73),
        ("GOQ", 0.78),
        ("mM%", 0.86),
        ("W@—…", 1.0),
    )
    for sign in signs
}
_USUAL = 0.56
_HEAVY = 1.07  # how much wider heavy letters are

Tone = Literal["", "strong", "quiet", "link", "heading"]  # a heading leads somewhere


class Run(NamedTuple):
    """Words in one tone."""

    text: str
    tone: Tone = ""


Line = list[Run]


def text_width(text: str, size: float = LETTER, heavy: bool = False) -> float:
    """How many pixels wide a text is, at most about."""
    return sum(_WIDTHS.get(sign, _USUAL) for sign in text) * size * (_HEAVY if heavy else 1)


def flow(runs: Iterable[Run], room: float = ROOM, size: float = LETTER) -> list[Line]:
    """The words of these runs, one behind the other, in lines of at most `room` pixels.

    A word that is wider than that is cut. What is said of a name stays on one line where it can.
    """
    lines: list[Line] = [[]]
    left = room
    for run in runs:
        heavy = run.tone in ("strong", "heading")
        words = run.text.split()
        if run.tone in ("strong", "quiet") and text_width(run.text, size, heavy) <= room:
            words = [" ".join(words)] if words else []
        for word in _pieces(words, room, size, heavy):
            wide = text_width(word, size, heavy)
            gap = text_width(" ", size) if lines[-1] else 0
            if lines[-1] and gap + wide > left:
                lines.append([])
                left, gap = room, 0
            last = lines[-1]
            if last and last[-1].tone == run.tone:
                last[-1] = Run(f"{last[-1].text} {word}", run.tone)
            else:
                last.append(Run(word, run.tone))
            left -= gap + wide
    return lines if lines[0] else []


def _pieces(words: Sequence[str], room: float, size: float, heavy: bool) -> Iterable[str]:
    for word in words:
        piece = ""
        for sign in word:
            if piece and text_width(piece + sign, size, heavy) > room:
                yield piece
                piece = ""
            piece += sign
        yield piece


def wrap(text: str, room: float = ROOM, size: float = LETTER) -> list[str]:
    """A text in lines of at most `room` pixels."""
    return [" ".join(run.text for run in line) for line in flow([Run(text)], room, size)]


def anchor(share: float, room: float, narrowest: float = NARROWEST) -> str:
    """On which side of a place at `share` percent a text `room` pixels wide stands, so that it stays within the chart."""
    centre = share * narrowest / 100
    if centre - room / 2 < 0:
        return "start"
    return "end" if centre + room / 2 > narrowest else "middle"


def place(share: float, room: float) -> tuple[str, str]:
    """Where a text `room` pixels wide that belongs at `share` percent begins, and its anchor: within the chart.

    At the edge it keeps to the edge.
    """
    side = anchor(share, room)
    return {"start": "0%", "end": "100%"}.get(side, f"{round(share, 2):g}%"), "" if side == "start" else side
