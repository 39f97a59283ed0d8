"""Where everything of the workspace is; each of these routes has its line in `accounts/policies.toml`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from article60.web.accounts import errors
from article60.web.accounts.urls import EVERYBODYS
from article60.web.work import views as work

urlpatterns = i18n_patterns(
    path("", include(([path("", work.home, name="home"), *EVERYBODYS], "workspace"))),
    path("", include("article60.web.accounts.urls")),
    path("", include("article60.web.people.urls")),
    path("", include("article60.web.work.urls")),
    path("needs/", include("article60.web.register.urls")),
    path("assistance/", include("article60.web.assistance.urls")),
    path("releases/", include("article60.web.consent.urls")),
    path("review/", include("article60.web.curation.urls")),
    path("checklists/", include("article60.web.checklist.urls")),
    path("clearance/", include("article60.web.clearance.urls")),
    path("provider/", include("article60.web.provider.urls")),
    path("", include("article60.web.curation.match_urls")),
)
handler400 = errors.bad_request
handler403 = errors.not_found
handler404 = errors.not_found
handler500 = errors.failed
