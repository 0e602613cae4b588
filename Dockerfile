# The same two commands: a container of this image does "make run"; "docker build --target tests ." does "make test".
FROM python:3.11-slim-bookworm AS base
RUN apt-get update \
    && apt-get install --yes --no-install-recommends make \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --no-create-home rostrum \
    && install --directory --owner rostrum --group rostrum --mode 750 /data
WORKDIR /opt/rostrum
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1

# Made by root and read by the site. Packages have a layer of their own, which stays while requirements.txt does.
FROM base AS packages
COPY Makefile requirements.txt ./
RUN make .venv/site-installed

FROM packages AS tests
RUN apt-get update \
    && apt-get install --yes --no-install-recommends chromium curl fonts-dejavu-core gettext git nginx
COPY . .
RUN make test

FROM base
COPY --from=packages /opt/rostrum/.venv .venv
COPY Makefile requirements.txt manage.py CHANGELOG.md LICENSE ./
COPY config config
COPY speeches speeches
COPY templates templates
COPY static static
COPY seeds seeds
USER rostrum
ENV DATA_DIR=/data HOST=0.0.0.0 PORT=8000
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["/opt/rostrum/.venv/bin/python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=4)"]
CMD ["make", "run"]
