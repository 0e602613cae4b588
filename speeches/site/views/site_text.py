"""The pages that speak of the site itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import View

from ...models import SiteText


class SiteTextView(View):
    """One of them. otherwise: the template that is shown until somebody writes it; "" where there is none."""

    page = ""
    otherwise = ""

    def get(self, request: HttpRequest) -> HttpResponse:
        text = SiteText.objects.written().filter(page=self.page).first()
        if text is None and not self.otherwise:
            raise Http404
        template = "speeches/site_text.html" if text else self.otherwise
        return render(request, template, {"section": self.page, "text": text})
