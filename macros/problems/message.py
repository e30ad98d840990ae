"""What a row of the table of messages is made of, see `messages`."""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """What is wrong and how to mend it; `in_form` is how to do that in a form, where that is another."""

    message: str
    hint: str = ""
    in_form: str | None = None


class Rule(NamedTuple):
    """The code of a problem, see `codes`, and its messages by kind; most rules have one, without a name."""

    code: str
    kinds: dict[str, Message]
