"""Which files changed: heard at once where the system tells, and seen by looking where it does not.

Not every disk tells: a folder of another machine, or of the computer around a container, is only known by looking. So is
a file that an editor puts in the place of another. To look at thousands of files takes a while, and is done now and then.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from watchdog.events import EVENT_TYPE_CLOSED_NO_WRITE, EVENT_TYPE_OPENED, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

_LOOK = 2  # seconds between two looks at all files
_LOOK_ONLY = 0.25  # where nothing is told

# Of a file: when it was written, how large it is and which; None for one that is gone.
_State = tuple[int, int, int] | None


class Watch(FileSystemEventHandler):
    """Calls `changed` with the path of each file that is written, comes or goes below the watched folders."""

    def __init__(self, changed: Callable[[str], None]) -> None:
        self._changed = changed
        self._known: dict[str, _State] = {}
        self._folders: list[str] = []
        self._observers: list[BaseObserver] = []

    def add(self, path: str) -> None:
        """Watch a file, or a folder with all in it."""
        self._folders.append(path)

    def start(self) -> None:
        telling = self._observer(Observer())
        self._observers = [telling] if telling else []
        looking = self._observer(PollingObserver(timeout=_LOOK if telling else _LOOK_ONLY))
        self._observers += [looking] if looking else []

    def stop(self) -> None:
        for observer in self._observers:
            observer.stop()

    def join(self) -> None:
        """Wait until nobody watches any more."""
        for observer in self._observers:
            observer.join()

    def _observer(self, observer: BaseObserver) -> BaseObserver | None:
        """An observer of all that is watched; None where the system has no room for it."""
        try:
            for folder in self._folders:
                observer.schedule(self, folder, recursive=True)
            observer.start()
        except OSError:  # so many folders may be watched, and no more
            observer.stop()
            return None
        return observer

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type in (EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE):
            return
        for path in (os.fsdecode(path) for path in (event.src_path, event.dest_path) if path):
            state = _state_of(path)
            if path not in self._known or self._known[path] != state:  # what was told is seen once more
                self._known[path] = state
                self._changed(path)


def _state_of(path: str) -> _State:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
