"""Work that is shared out has the same outcome in one process and in many, and its errors arrive."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from pathlib import Path

import pytest

from macros.base.workers import share_out

MANY = range(301)


def test_every_item_is_worked_on_once_in_its_share_in_order() -> None:
    for jobs in (1, 2, 3):
        told = share_out(MANY, list, jobs)
        assert told == [list(MANY[first::jobs]) for first in range(jobs)]


def test_shares_are_worked_on_in_other_processes_and_what_they_leave_in_memory_goes() -> None:
    seen: set[int] = set()

    def work(items: Iterable[int]) -> int:
        seen.update(items)
        return os.getpid()

    here, *others = share_out(MANY, work, 3)
    assert here == os.getpid() and len({here, *others}) == 3
    assert seen == set(MANY[::3])


def test_a_few_items_are_not_worth_a_process() -> None:
    assert share_out(range(20), lambda items: os.getpid(), 8) == [os.getpid()]
    assert share_out([], list, 8) == [[]]


@pytest.mark.parametrize("wrong", [0, 1])
def test_an_error_is_what_it_was_in_whichever_process(wrong: int) -> None:
    def work(items: Iterable[int]) -> None:
        if wrong in items:
            raise FileNotFoundError(2, "No such file", "site/a.html")

    with pytest.raises(FileNotFoundError) as caught:
        share_out(MANY, work, 2)
    assert caught.value.filename == "site/a.html"


def test_a_process_that_is_killed_is_told_and_the_rest_does_not_wait() -> None:
    here = os.getpid()

    def work(items: Iterable[int]) -> None:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ChildProcessError, match="-9"):
        share_out(MANY, work, 2)


def test_nobody_goes_on_for_a_process_that_was_killed(tmp_path: Path) -> None:
    """A share ends once nobody waits for it: it would write on in a folder that another build may take."""

    def work(items: Iterable[int]) -> None:
        for item in items:
            (tmp_path / f"{os.getpid()}").write_text(str(item), encoding="utf-8")
            if item == 100:
                os.kill(os.getppid(), signal.SIGKILL)
                while os.getppid() == first:  # until the system has noticed
                    pass

    child = os.fork()
    if child == 0:
        first = os.getpid()
        share_out(range(1000), lambda items: work(items) if os.getpid() != first else signal.pause(), 3)
        os._exit(0)
    first = child
    os.waitpid(child, 0)
    for _ in range(200):
        last = {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()}
        alive = [name for name in last if Path(f"/proc/{name}").exists()]
        if not alive:
            break
        signal.sigtimedwait([], 0.02)
    assert not alive
    assert "100" in last.values() and not {"997", "998"} & {*last.values()}
