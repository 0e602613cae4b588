"""Figures for Prometheus: what the workers count, and what the archive tells when it is asked.

What a figure is told apart by has few values, all of them ours: nothing of what a reader sends makes a new one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from functools import lru_cache
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import override
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from ..models import Event, Import, IndexState, SiteVersion
from ..site.language import language_at
from ..site.views.health import FAIL, OK, WARN, looked_at

COUNTED = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder where the workers of one gunicorn count; without it this process counts for itself."""

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""In seconds: a page from memory takes half a millisecond, a search some hundredths of a second."""

OUTCOMES = ("created", "changed", "unchanged", "waiting", "failed")

registry = CollectorRegistry()
requests = Counter("rostrum_requests", "Answers by view and status.", ["view", "status"], registry=registry)
seconds_taken = Histogram(
    "rostrum_request_seconds", "How long answers took to make, by view.", ["view"], buckets=BUCKETS, registry=registry
)
pages = Counter(
    "rostrum_pages",
    "Public pages: unchanged (the reader has it), kept (from memory), made.",
    ["outcome"],
    registry=registry,
)
queries_made = Counter("rostrum_database_queries", "Queries by view.", ["view"], registry=registry)
queries_seconds = Counter(
    "rostrum_database_seconds", "How long the database took to begin its answers, by view.", ["view"], registry=registry
)


class Queries(ExitStack):
    """Counts the queries of a request and times them, on whichever connection they run."""

    count, seconds = 0, 0.0

    def __enter__(self) -> Queries:
        super().__enter__()
        for alias in connections:
            self.enter_context(connections[alias].execute_wrapper(self._timed))
        return self

    def _timed(self, execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        start = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.count += 1
            self.seconds += perf_counter() - start


def count(request: HttpRequest, response: HttpResponse, seconds: float, queries: Queries) -> None:
    """Add one answer to the figures."""
    view = view_of(request)
    requests.labels(view, str(response.status_code)).inc()
    seconds_taken.labels(view).observe(seconds)
    if outcome := getattr(request, "page_outcome", ""):
        pages.labels(outcome).inc()
    if queries.count:
        queries_made.labels(view).inc(queries.count)
        queries_seconds.labels(view).inc(queries.seconds)


def view_of(request: HttpRequest) -> str:
    """Name the view of a request as the table of addresses does; "static" for static files, "none" for no address."""
    if request.resolver_match:
        return request.resolver_match.view_name
    if request.path_info.startswith(settings.STATIC_URL):
        return "static"
    # Answered before the address was looked up: by 304, or with a page that was kept.
    if hasattr(request, "page_outcome"):
        return _view_at(request.path_info)
    return "none"


@lru_cache(maxsize=1_024)
def _view_at(path: str) -> str:
    with override(language_at(path)):
        try:
            return resolve(path).view_name
        except Resolver404:
            return "none"


def exposition() -> bytes:
    """Write all figures in the text format of Prometheus."""
    told = CollectorRegistry()
    if COUNTED in os.environ:
        MultiProcessCollector(told)
    else:
        told.register(registry)
    told.register(SiteCollector())
    return generate_latest(told)


class SiteCollector:
    """What is looked up when it is asked for: the same from whichever worker answers."""

    def collect(self) -> Iterator[Metric]:
        memory = GaugeMetricFamily(
            "rostrum_worker_memory_bytes", "Memory of each worker that is its own.", labels=["worker"]
        )
        for number, pid in enumerate(workers()):
            memory.add_metric([str(number)], memory_of(pid))
        yield memory
        # The checks below tell when it is gone; what the workers have counted is had all the same.
        with suppress(DatabaseError):
            yield from self._of_the_archive()
        checks = GaugeMetricFamily(
            "rostrum_check", "What /readyz looks at: 0 in order, 1 warned of, 2 failed.", labels=["check"]
        )
        for check in looked_at():
            checks.add_metric([check.name], [OK, WARN, FAIL].index(check.status))
        yield checks

    def _of_the_archive(self) -> Iterator[Metric]:
        version = SiteVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 1
        yield GaugeMetricFamily("rostrum_site_version", "Rises with every public change.", value=version)
        state = IndexState.objects.first()
        is_current = int(bool(state and state.is_current))
        yield GaugeMetricFamily("rostrum_index_current", "Whether all words are the present analyser's.", is_current)
        events = GaugeMetricFamily("rostrum_events", "Events by status.", labels=["status"])
        found = dict(Event.objects.order_by().values_list("status").annotate(Count("pk")))
        for status in Event.Status.values:
            events.add_metric([status], found.get(status, 0))
        yield events
        runs = Import.objects.aggregate(runs=Count("pk"), **{name: Sum(name, default=0) for name in OUTCOMES})
        yield CounterMetricFamily("rostrum_imports", "Imports that were begun.", value=runs["runs"])
        files = CounterMetricFamily("rostrum_imported", "What imports did with events.", labels=["outcome"])
        for name in OUTCOMES:
            files.add_metric([name], runs[name])
        yield files


def workers() -> list[int]:
    """Give the processes that serve the site: all that gunicorn has started, in order, or this one alone."""
    if COUNTED not in os.environ:
        return [os.getpid()]
    parent = os.getppid()
    return sorted(int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split())


def memory_of(pid: int) -> int:
    """Give the bytes that a process has for itself; what it maps of files is the system's to take back."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return int(status.partition("RssAnon:")[2].split()[0]) * 1024
