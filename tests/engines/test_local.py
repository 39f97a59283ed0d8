"""Tasks done by processes of this machine."""

import math
import os
import signal

import pytest

from article60 import engines


def test_local_engine_gives_what_every_task_gives():
    with engines.opened(engines.LOCAL, workers=2) as engine:
        assert engine.workers == 2
        assert sorted(engine.do([(pow, (2, 3)), (pow, (2, 2)), (pow, (2, 1))])) == [2, 4, 8]


def test_local_engine_does_tasks_in_other_processes():
    with engines.opened(engines.LOCAL, workers=1) as engine:
        assert os.getpid() not in engine.do([(os.getpid, ())])


def test_error_of_a_task_is_raised():
    with engines.opened(engines.LOCAL, workers=2) as engine, pytest.raises(ValueError, match=r"domain|nonnegative"):
        list(engine.do([(math.sqrt, (-1,)), (pow, (2, 2))]))


def test_after_a_rest_other_processes_do_the_tasks():
    with engines.opened(engines.LOCAL, workers=1) as engine:
        before = set(engine.do([(os.getpid, ())]))
        engine.rest()
        assert before.isdisjoint(engine.do([(os.getpid, ())]))


def test_process_that_is_killed_is_told_and_others_take_its_place():
    with engines.opened(engines.LOCAL, workers=1) as engine:
        with pytest.raises(engines.UnusableEngine, match="give the same command again"):
            list(engine.do([(signal.raise_signal, (signal.SIGKILL,)), (pow, (2, 2))]))
        assert list(engine.do([(pow, (2, 3))])) == [8]
