"""Who is not entitled gets, byte for byte, the same answers where something is kept and where it is not."""

import pytest
from tests.workspace.leaks import outputs, routes
from tests.workspace.leaks.matrix import Figures, Plan
from tests.workspace.leaks.people import LOOKING, MEMBERS
from tests.workspace.leaks.questions import route_of, space_of_route
from tests.workspace.leaks.worlds import inside, modules

from article60.web.accounts.locks import declared
from article60.web.accounts.policies import policies
from article60.web.accounts.roles import Role

FEWEST, TRIES = 5_000, 6
KEPT = {module.__name__.rpartition(".")[2] for module in modules()} | {"workspace", "accounts", ""}


@pytest.fixture
def whole(pytestconfig: pytest.Config) -> None:
    """For what the worlds show together."""
    if pytestconfig.getoption("part") != "1/1":
        pytest.skip("a part has some of the worlds")


def test_every_application_has_worlds() -> None:
    """Otherwise add a module to `kept/`."""
    spaces = {name.rpartition(":")[0] for name in policies()} | {
        name.partition("_")[0] for name, one in declared().items() if one.seen
    }
    assert sorted(spaces - KEPT) == []


def test_nobody_can_tell_what_is_kept(
    figures: Figures, plan: Plan, told: dict[str, object], pytestconfig: pytest.Config
) -> None:
    told |= {"requests": figures.requests, "asked": figures.asked, "leaks": len(figures.leaks), "worlds": len(plan.worlds)}
    assert [str(one) for one in figures.leaks[:10]] == []
    assert figures.requests >= FEWEST // int(pytestconfig.getoption("part").partition("/")[2])


def test_no_letter_and_no_export_holds_what_was_not_released(figures: Figures) -> None:
    assert figures.letters == [] and figures.exports == []
    assert figures.exported > 0, "what was released to the public is in no export: an empty one holds no secret either"
    assert figures.digests > 0, "nobody is told of anything that waits: no letter tells of what waits for others either"


def test_every_answer_has_its_headers_and_none_is_an_error(figures: Figures) -> None:
    assert figures.wrong == {}


def test_who_is_entitled_sees_a_difference_so_that_an_empty_page_cannot_pass(figures: Figures, plan: Plan) -> None:
    unseen = {one.name: sorted(name for name in one.entitled if (one.name, name) not in figures.seen) for one in plan.worlds}
    assert unseen == {one.name: sorted(one.without_a_page) for one in plan.worlds}, "where there is a page now, say so"


@pytest.mark.usefixtures("whole")
def test_every_route_is_asked_for_by_everybody_and_somebody_is_served(figures: Figures, plan: Plan) -> None:
    """Otherwise add to `kept/` what its address names or what its form is filled with."""
    served = {(route_of(address), method) for method, address in figures.reached}
    wanted = {(name, method) for name, policy in policies().items() for method in policy.allowed}
    everybody = set(plan.everybody.askers)
    assert {one: everybody - figures.askers.get(one, set()) for one in wanted if figures.askers.get(one) != everybody} == {}
    assert [one for one in sorted(wanted - served) if not somebody_is_served(plan, *one)] == []


def somebody_is_served(plan: Plan, route: str, method: str) -> bool:
    """Beyond what the matrix asks: with whatever can be sent to a route, in worlds of its application and the first of each."""
    askers = [one for name in LOOKING if (one := plan.everybody.askers[name]).may(method, route)]
    own = [one for one in plan.worlds if one.space == space_of_route(route)]
    for world in [*own, *(one for one in plan.worlds if one.first and one not in own)]:
        can = [one for one in plan.can[world.name] if one.method == method and route_of(one.address) == route]
        tried = [one for one in reversed(can) if one.sent][:TRIES] or can[:TRIES]
        made = plan.made[world.name]
        with inside(made.database):
            for question in tried:
                if any(one.ask(question, made.known).status < 400 for one in askers):
                    return True
    return False


@pytest.mark.usefixtures("whole")
def test_every_route_of_the_url_conf_is_in_the_matrix(plan: Plan) -> None:
    asked = {route_of(one.address) for those in plan.asked.values() for one in those}
    assert {one.name for one in routes.routes()} - asked == set()


def test_every_role_asks() -> None:
    assert {role for role, _ in MEMBERS.values()} == set(Role)


@pytest.mark.usefixtures("whole")
def test_every_table_that_is_locked_by_row_holds_a_secret_in_some_world(plan: Plan) -> None:
    """Otherwise add a world to `kept/` in which something of it is kept."""
    held = {table for made in plan.made.values() for table in made.tables}
    locked = {table for table, one in declared().items() if one.seen}
    assert sorted(locked - held) == []


def test_every_job_of_the_command_line_is_compared_or_says_why_not() -> None:
    assert outputs.commands() == set(outputs.NOT_COMPARED)
