"""Addresses of checklists, all below `checklists/`."""

from django.urls import path, register_converter

from article60.web.checklist import article, files, to_register, views
from article60.web.common import provisions  # noqa: F401 - which knows how an article stands in an address


class ChecklistCode:
    """The code of a version of the checklist: `p1c2v1`."""

    regex = r"p[0-9]c[0-9]v[0-9]{1,3}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(ChecklistCode, "checklist")

app_name = "checklist"
urlpatterns = [
    path("", views.checklists, name="checklists"),
    path("<checklist:code>/", views.overview, name="overview"),
    path("<checklist:code>/file/", files.download, name="download"),
    path("<checklist:code>/upload/", files.upload, name="upload"),
    path("<checklist:code>/workbooks/<uuid:workbook_id>/", files.workbook, name="workbook"),
    path("<checklist:code>/<article:number>/", article.article, name="article"),
    path("<checklist:code>/<article:number>/history/", views.history, name="history"),
    path("<checklist:code>/<article:number>/assign/", views.assign, name="assign"),
    path("<checklist:code>/<article:number>/need/", to_register.need, name="need"),
]
