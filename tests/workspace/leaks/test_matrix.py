"""Who is not entitled gets, byte for byte, the same answers where something is kept and where it is not."""

import pytest
from tests.workspace.leaks import outputs, routes
from tests.workspace.leaks.matrix import Figures, Plan
from tests.workspace.leaks.people import LOOKING, MEMBERS
from tests.workspace.leaks.questions import route_of
from tests.workspace.leaks.worlds import inside, modules, worlds

from article60.web.accounts.locks import declared
from article60.web.accounts.policies import policies
from article60.web.accounts.roles import Role

FEWEST, TRIES = 3_000, 6
NOT_WRITTEN = {"checklist_workbook": "no page writes it yet"}
KEPT = {module.__name__.rpartition(".")[2] for module in modules()} | {"workspace", "accounts", ""}


def kept(name: str) -> bool:
    """Whether there is a module in `kept/` for the application of a route or a table.

    Routes of the others are asked for as well, in every world; but nothing of theirs is kept in any, and nobody need be served.
    """
    return name.rpartition(":")[0].partition(":")[0] in KEPT


def test_nobody_can_tell_what_is_kept(figures: Figures, told: dict[str, object], pytestconfig: pytest.Config) -> None:
    told["without_a_world"] = sorted({one.partition(":")[0] for one in policies() if not kept(one)})
    told |= {"requests": figures.requests, "asked": figures.asked, "leaks": len(figures.leaks), "worlds": len(worlds())}
    assert [str(one) for one in figures.leaks[:10]] == []
    assert figures.requests >= FEWEST // int(pytestconfig.getoption("part").partition("/")[2])


def test_no_letter_and_no_export_holds_what_was_not_released(figures: Figures) -> None:
    assert figures.letters == [] and figures.exports == []
    assert figures.exported > 0, "what was released to the public is in no export: an empty one holds no secret either"


def test_every_answer_has_its_headers_and_none_is_an_error(figures: Figures) -> None:
    assert figures.wrong == {}


def test_who_is_entitled_sees_a_difference_so_that_an_empty_page_cannot_pass(
    figures: Figures, pytestconfig: pytest.Config
) -> None:
    if pytestconfig.getoption("part") != "1/1":
        pytest.skip("a part asks too little to tell")
    unseen = {one.name: sorted(name for name in one.entitled if (one.name, name) not in figures.seen) for one in worlds()}
    lacking = {one.name: sorted(set(unseen[one.name]) - one.without_a_page) for one in worlds()}
    assert lacking == {one.name: [] for one in worlds()}


def test_every_route_is_asked_for_and_somebody_is_served(figures: Figures, plan: Plan, pytestconfig: pytest.Config) -> None:
    """Otherwise add to `kept/` what its address names or what its form is filled with."""
    if pytestconfig.getoption("part") != "1/1":
        pytest.skip("a part asks too little to tell")
    served = {(route_of(address), method) for method, address in figures.reached}
    wanted = {(name, method) for name, policy in policies().items() for method in policy.allowed if kept(name)}
    assert [one for one in sorted(wanted - served) if not somebody_is_served(plan, *one)] == []


def somebody_is_served(plan: Plan, route: str, method: str) -> bool:
    """Beyond what the matrix asks: with whatever can be sent to a route, in the first world of each application."""
    for world in [one for one in worlds() if one.first]:
        can = [one for one in plan.can[world.name] if one.method == method and route_of(one.address) == route]
        tried = [one for one in reversed(can) if one.sent][:TRIES] or can[:TRIES]
        made = plan.made[world.name]
        with inside(made.database):
            for question in tried:
                if any(plan.everybody.askers[name].ask(question, made.known).status < 400 for name in LOOKING):
                    return True
    return False


def test_every_route_of_the_url_conf_is_in_the_matrix(plan: Plan) -> None:
    asked = {route_of(one.address) for those in plan.asked.values() for one in those}
    assert {one.name for one in routes.routes()} - asked == set()


def test_every_role_asks() -> None:
    assert {role for role, _ in MEMBERS.values()} == set(Role)


def test_every_table_that_is_locked_by_row_holds_a_secret_in_some_world(plan: Plan) -> None:
    """Otherwise add a world to `kept/` in which something of it is kept."""
    held = {table for made in plan.made.values() for table in made.tables}
    locked = {table for table, one in declared().items() if one.seen and kept(table.replace("_", ":"))}
    assert sorted(locked - held - {*NOT_WRITTEN}) == []


def test_every_job_of_the_command_line_is_compared_or_says_why_not() -> None:
    assert outputs.commands() == set(outputs.NOT_COMPARED)
