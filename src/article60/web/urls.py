"""Where everything is: pages under a language, the API and the Release's files without one."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from article60.web.public import errors, files
from article60.web.public.api import routes

urlpatterns = [
    path("api/v1/", include(routes)),
    path("api/<path:rest>", routes.show_nothing),
    path("release/<path:name>", files.download, name="file"),
    *i18n_patterns(path("", include("article60.web.public.urls"))),
]

handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.failed
