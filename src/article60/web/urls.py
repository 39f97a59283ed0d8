"""Where everything is: pages under a language, the API and the Release's files without one."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from article60.web.public import errors, files
from article60.web.public.api.routes import api, nothing_here

urlpatterns = [
    path("api/v1/", api.urls),
    path("api/<path:rest>", nothing_here),
    path("release/<path:name>", files.download, name="file"),
    *i18n_patterns(path("", include("article60.web.public.urls"))),
]

handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.failed
