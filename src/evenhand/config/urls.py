"""The site's addresses: all of them are the pages'."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("evenhand.web.urls")),
]

handler400 = "evenhand.web.views.errors.bad_request"
handler403 = "evenhand.web.views.errors.not_allowed"
handler404 = "evenhand.web.views.errors.not_found"
handler500 = "evenhand.web.views.errors.server_error"
