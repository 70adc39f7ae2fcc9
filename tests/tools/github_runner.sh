#!/usr/bin/env bash
# Runs steps of the workflow as GitHub's runner does: as a user who isn't root, in a fresh clone, with
# an environment of its own. Run it as root, on Linux:
#
#   tests/tools/github_runner.sh                     ./scripts/check, then ./scripts/build
#   tests/tools/github_runner.sh ./.ci/run           any other step
#
# PYTHON chooses a Python, as the workflow's matrix does. What the image of the runner lists and this
# machine hasn't (Chrome, Java, sudo) isn't made up: a step that needs it says so.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
[ $# -gt 0 ] || set -- "./scripts/check && ./scripts/build"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
git clone --quiet "$root" "$work/repository"
mkdir "$work/home"
chown -R nobody "$work"
setpriv --reuid=nobody --regid=nogroup --clear-groups \
  env -i CI=true HOME="$work/home" LANG=C.UTF-8 PATH="$PATH" ${PYTHON:+PYTHON="$PYTHON"} \
  bash -c 'cd "$1" && shift && id -un && bash -c "$*"' _ "$work/repository" "$@"
