# Everything that a site is made with, on Debian: fonts for all scripts, and git for dates.
#
#   docker build --tag issue-papers .
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/site" issue-papers build
#
# The base is named by version: its digest is that of whoever pulls it.
FROM python:3.13-slim-bookworm

RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends fonts-noto-cjk fonts-noto-core git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory /site

COPY requirements.txt /tmp/requirements.txt
RUN python -m pip install --no-cache-dir --no-deps --require-hashes --requirement /tmp/requirements.txt

COPY . /tmp/issue-papers
RUN python -m pip install --no-cache-dir "babel>=2.18" "hatchling>=1.27" \
    && python -m pip install --no-cache-dir --no-deps --no-build-isolation /tmp/issue-papers \
    && rm -rf /tmp/issue-papers /tmp/requirements.txt

RUN useradd --create-home editor
USER editor
# Whoever is given with --user has no home: what is kept for a user goes here.
ENV HOME=/tmp XDG_STATE_HOME=/tmp/state
WORKDIR /site
EXPOSE 8000
ENTRYPOINT ["issue-papers"]
CMD ["--help"]
