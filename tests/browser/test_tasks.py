"""From a question to its answer: twenty tasks of visitors, with the touches counted, by mouse and by keyboard."""

from __future__ import annotations

from statistics import median

import pytest

from tests.conftest import Open
from tests.tasks import TASKS, KeyboardVisitor, Task, Visitor

MEDIAN, MOST = 3, 5


def test_there_are_twenty_tasks_and_they_are_short() -> None:
    touches = [task.touches for task in TASKS]
    assert len({task.question for task in TASKS}) == len(TASKS) >= 20
    assert median(touches) <= MEDIAN
    assert max(touches) <= MOST


@pytest.mark.parametrize("visitor", [Visitor, KeyboardVisitor])
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.question)
def test_a_visitor_finds_the_answer_in_so_many_touches(task: Task, visitor: type[Visitor], open_page: Open) -> None:
    someone = visitor(open_page())
    task.way(someone)
    assert someone.touches == task.touches
