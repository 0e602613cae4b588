"""Whether somebody said what they are said to have said."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from ...models import Utterance
from ...search.quotation import MAX_QUOTATION, MIN_WORDS, check

LONGEST_ADDRESS = 500
"""Characters of a quotation that an address can hold wherever it is sent; the form alone takes a longer one."""


# The form has no cookie that another site could abuse, and it changes nothing: it needs no token, and a page without
# one can be kept by caches.
@method_decorator(csrf_exempt, name="dispatch")
class QuoteView(TemplateView):
    """The form, and the answer to what was pasted into it. A short quotation may stand in the address."""

    template_name = "speeches/quote.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(pasted=request.POST.get("text", ""), **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pasted = kwargs.pop("pasted", None) or self.request.GET.get("text", "")
        pasted = pasted.replace("\0", " ").strip()
        context = super().get_context_data(**kwargs) | {
            "section": "search",
            "pasted": pasted[:MAX_QUOTATION],
            "limit": MAX_QUOTATION,
            "shortest": MIN_WORDS,
        }
        if not pasted:
            return context
        is_short = len(pasted) <= LONGEST_ADDRESS
        address = f"{reverse('speeches:quote')}?{urlencode({'text': pasted})}" if is_short else ""
        return context | {"answer": check(pasted, Utterance.objects.published()), "address": address}
