"""Where everything is: pages under a language, the API and the Release's files without one."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from article60.publication.standard import CODELISTS, HOME, SCHEMA
from article60.web.common import files
from article60.web.public import crawling, errors, records, standard
from article60.web.public.api import routes

urlpatterns = [
    path("api/v1/", include(routes)),
    path("api/<path:rest>", routes.show_nothing),
    path("release/<path:name>", files.download, name="file"),
    path(f"{HOME[1:]}/{SCHEMA}", standard.schema_file),
    path(f"{HOME[1:]}/examples/<path:name>", standard.example_file, name="example"),
    re_path(f"^{CODELISTS[1:]}/(?P<name>[a-z_]+)\\.(?P<ending>json|csv)$", standard.codelist_file, name="codelist_file"),
    path(f"{CODELISTS[1:]}/<slug:name>", standard.codelist_address),
    path("robots.txt", crawling.robots),
    path("favicon.ico", crawling.icon),
    path("sitemap.xml", crawling.index),
    path("sitemaps/<str:kind>-<int:number>.xml", crawling.sitemap, name="sitemap"),
    *i18n_patterns(
        path("", include("article60.web.public.urls")),
        path("records/<lasting:identifier>", records.lead, name="record"),
    ),
]

handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.failed
