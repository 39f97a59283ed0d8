"""Addresses of a State's register, all below `needs/`."""

from django.urls import path, register_converter

from article60.web.register import released, views, writing


class NeedId:
    """The identifier of a need: the State's code and characters of A to Z and 2 to 7."""

    regex = r"[A-Z]{2}-[A-Z2-7]{8,16}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(NeedId, "need_id")

app_name = "register"
urlpatterns = [
    path("", views.needs, name="needs"),
    path("add/", writing.add, name="add"),
    path("order/", views.set_order, name="order"),
    path("released/", released.released, name="released"),
    path("<need_id:need_id>/", views.need, name="need"),
    path("<need_id:need_id>/confirm/", views.confirm, name="confirm"),
    path("<need_id:need_id>/correct/", writing.correct, name="correct"),
    path("<need_id:need_id>/met/", writing.say_met, name="met"),
    path("<need_id:need_id>/withdraw/", writing.withdraw, name="withdraw"),
]
