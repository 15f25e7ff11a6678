"""The pages and their addresses. Every view asks for a sign-in unless it is marked ``public``."""

from django.urls import URLPattern, URLResolver, path

from evenhand.web.views import cases, conflicts, contacts, decisions, incidents, letters, reviews, steps, tasks, work
from evenhand.web.views.account import sign_in, sign_out
from evenhand.web.views.council import council_css

urlpatterns: list[URLPattern | URLResolver] = [
    # The way in and out
    path("sign-in", sign_in, name="sign_in"),
    path("sign-out", sign_out, name="sign_out"),
    # My work, the list of cases, reporting and checking
    *work.urlpatterns,
    *incidents.urlpatterns,
    *contacts.urlpatterns,
    # A case, and the manager's steps on it
    *cases.urlpatterns,
    *steps.urlpatterns,
    *tasks.urlpatterns,
    *conflicts.urlpatterns,
    # The panel's decision, the letters, and the reviews
    *decisions.urlpatterns,
    *letters.urlpatterns,
    *reviews.urlpatterns,
    # What pages are drawn with
    path("council.css", council_css, name="council_css"),
]
