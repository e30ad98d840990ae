"""Work shared out over processes: one for each processor, each with its share of a list.

A child is a copy of this process (`fork`), so nothing has to be handed to it, and what it leaves in memory goes with it.
Where a machine cannot fork, and where there is too little to share out, this process does it all, with the same outcome.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_LEAST = 40  # items below which a process more costs more than it brings


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows
        return os.cpu_count() or 1


def share_out(
    items: Sequence[Item], work: Callable[[Iterable[Item]], Result], jobs: int = 0, size: int = 0
) -> list[Result]:
    """What `work` gives for each share of `items`, in `jobs` processes; 0 is one for each processor.

    `size` is how much work they are, in items such as the ones of other lists (0: as many as there are).

    Of n shares the first holds the items at 0, n, 2n, so that each has some of what is dear and some of what is cheap.
    An error in a child is raised here as what it was; a child that was killed is a ChildProcessError.
    """
    count = min(jobs or processors(), max(1, (size or len(items)) // _LEAST))
    if count == 1 or sys.platform == "darwin" or "fork" not in multiprocessing.get_all_start_methods():
        return [work(items)]
    fork = multiprocessing.get_context("fork")
    children: list[tuple[BaseProcess, Connection]] = []
    gc.freeze()  # a child that looks for cycles in what it shares with us would copy that
    try:
        for first in range(1, count):
            ours, theirs = fork.Pipe(duplex=False)
            child: BaseProcess = fork.Process(
                target=_child, args=(work, items[first::count], theirs, ours, os.getpid()), daemon=True
            )
            child.start()
            theirs.close()
            children.append((child, ours))
        return [work(items[::count]), *(_told(child, ours) for child, ours in children)]
    finally:
        gc.unfreeze()
        for child, ours in children:
            child.terminate()
            child.join()
            ours.close()


def _child(
    work: Callable[[Iterable[Item]], Result], share: Sequence[Item], out: Connection, unused: Connection, parent: int
) -> None:
    unused.close()
    try:
        told = (True, work(_while_awaited(share, parent)))
    except Exception as error:
        told = (False, error)  # type: ignore[assignment]
    with suppress(BrokenPipeError):  # nobody waits any more
        out.send(told)


def _while_awaited(share: Sequence[Item], parent: int) -> Iterator[Item]:
    """The items of a share. Ends the process once nobody waits for it: the one that shared out the work was killed."""
    for item in share:
        if os.getppid() != parent:
            os._exit(1)
        yield item


def _told(child: BaseProcess, ours: Connection) -> Result:  # type: ignore[type-var]
    try:
        well, told = ours.recv()
    except EOFError:
        child.join()
        raise ChildProcessError(f"a process was stopped from outside (code {child.exitcode})") from None
    if not well:
        raise told
    return told  # type: ignore[no-any-return]
