# What build, serve, check and test share: .venv with the locked packages, and the browser.
# Sourced, not run. Meant for bash 3.2 and later (what macOS has).

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
venv=$root/.venv
cd "$root" || exit

# Prints a message on standard error.
say() { printf '%s\n' "$*" >&2; }

# Prints a message and ends the script.
fail() {
  say "Error: $1"
  shift
  local line
  for line in "$@"; do say "$line"; done
  exit 1
}

# Prints the help at the top of the script (its first block of comments) if it is asked for.
help_if_asked() {
  case ${1-} in
    -h | --help)
      sed -n '2,/^[^#]/s/^# \{0,1\}//p' "scripts/$(basename "$0")"
      exit 0
      ;;
  esac
}

# Runs a slow command: says what it is for, and shows its output only if it fails.
slowly() {
  local message=$1 output
  shift
  say "$message …"
  if ! output=$("$@" 2>&1 </dev/null); then
    say "$output"
    fail "this failed: $message." "The output of the command is above."
  fi
}

# Runs a command as root: as it is, or with sudo where that asks for no password, as on the machines
# of CI services. It is false where neither is so.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo --non-interactive "$@"; fi
}

can_apt_install() { command -v apt-get >/dev/null && as_root true 2>/dev/null; }

# What Debian has is looked up once, before something is asked for or installed.
apt_update() {
  [ -z "${apt_is_updated:-}" ] || return 0
  slowly "Looking up Debian packages" as_root apt-get update -qq
  apt_is_updated=yes
}

# True if Debian has a package of this name.
apt_knows() {
  apt_update
  apt-cache show "$1" >/dev/null 2>&1
}

apt_install() {
  apt_update
  slowly "Installing $*" as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq --yes --no-install-recommends "$@"
}

# Prints the Python to make .venv with: 3.11 or later, if possible one with the venv module. PYTHON
# names another, as where all versions are tried.
find_python() {
  local name without_venv=
  for name in ${PYTHON:+"$PYTHON"} python3.14 python3.13 python3.12 python3.11 python3; do
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    if "$name" -c 'import ensurepip, venv' 2>/dev/null; then
      printf '%s\n' "$name"
      return
    fi
    : "${without_venv:=$name}"
  done
  printf '%s\n' "$without_venv"
}

# Makes .venv, unless it is there and was made for this folder (a copied .venv points elsewhere).
make_venv() {
  if [ -x "$venv/bin/python" ] && [ "$(cat "$venv/made-for" 2>/dev/null)" = "$root" ]; then
    return
  fi
  local python package
  python=$(find_python)
  [ -n "$python" ] || fail "Python 3.11 or later is needed, and wasn't found." \
    "Looked for python3.14, python3.13, python3.12, python3.11 and python3." \
    "Hint: on Debian and Ubuntu 'apt-get install python3 python3-venv', on macOS 'brew install python'."
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    package=$("$python" -c 'import sys; print("python{}.{}-venv".format(*sys.version_info))')
    can_apt_install || fail "$python has no venv module." \
      "Hint: on Debian and Ubuntu install it with 'sudo apt-get install $package'."
    apt_install "$package"
  fi
  slowly "Making .venv with $("$python" --version)" "$python" -m venv --clear "$venv"
  printf '%s\n' "$root" >"$venv/made-for"
}

# Installs a lock file and the project itself. The stamp holds what was installed.
install_packages() {
  local lock=$1 stamp=$2
  rm -f "$venv"/installed-*
  slowly "Installing the packages in $lock" "$venv/bin/python" -m pip install --quiet \
    --disable-pip-version-check --no-deps --require-hashes --requirement "$lock"
  slowly "Installing issue-papers" "$venv/bin/python" -m pip install --quiet \
    --disable-pip-version-check --no-deps --no-build-isolation --editable .
  # As pip compiles what it copies: without that, every command would compile the package anew where
  # Python may not write beside it.
  "$venv/bin/python" -m compileall -q scripts/issue_papers
  cat requirements.txt pyproject.toml >"$venv/installed-runtime"
  # The development lock holds every runtime package in the same version.
  [ "$lock" = requirements.txt ] || cat "$lock" pyproject.toml >"$stamp"
}

# Waits for the lock on the open file 9. fcntl.flock is what the flock command calls, and is there
# on macOS too. The lock belongs to the open file, so it stays after Python has ended.
wait_for_lock() {
  local python
  python=$(find_python)
  [ -n "$python" ] || return 0 # make_venv says what is missing
  "$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'
}

# Makes sure that .venv has the packages for "runtime" or for "dev". Safe when two scripts start
# at once: the second waits, and then finds everything done.
ensure_environment() {
  local lock=requirements.txt stamp=$venv/installed-$1
  [ "$1" = runtime ] || lock=requirements-$1.txt
  if is_current "$lock" "$stamp"; then return; fi
  exec 9<"$root"
  wait_for_lock
  if ! is_current "$lock" "$stamp"; then
    make_venv
    install_packages "$lock" "$stamp"
  fi
  exec 9<&-
}

# True if .venv belongs to this folder and the stamp says that just these packages are in it.
is_current() {
  [ -x "$venv/bin/python" ] &&
    [ "$(cat "$venv/made-for" 2>/dev/null)" = "$root" ] &&
    cat "$1" pyproject.toml | cmp -s - "$2"
}

# Makes sure that there is a Chromium, and tells the tests where, in CHROMIUM. Playwright's own
# download isn't used: the browser comes from the system, with its security updates. The one without
# windows opens a page in a third of the time: a CI service gets it even where there is another.
ensure_chromium() {
  if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM" >/dev/null || fail "CHROMIUM is set to $CHROMIUM, which can't be run." \
      "Hint: set it to the path of a Chromium or Chrome, or leave it out."
    return
  fi
  find_chromium chromium-headless-shell && return
  if [ "${CI:-}" = true ] && can_apt_install && apt_knows chromium-headless-shell; then
    apt_install chromium-headless-shell
    find_chromium chromium-headless-shell && return
  fi
  find_chromium chromium chromium-browser google-chrome-stable google-chrome \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" && return
  can_apt_install || fail "the browser tests need Chromium, and it wasn't found." \
    "Hint: on Debian 'sudo apt-get install chromium-headless-shell', on Ubuntu" \
    "'sudo snap install chromium', on macOS 'brew install --cask chromium'." \
    "Or set CHROMIUM to the path of a Chromium or Chrome."
  if apt_knows chromium-headless-shell; then
    apt_install chromium-headless-shell
  else
    apt_install chromium
  fi
  find_chromium chromium-headless-shell chromium ||
    fail "Chromium was installed, but there is no command chromium."
}

# Tells the tests of the first of these commands that there is, or is false.
find_chromium() {
  local name
  for name in "$@"; do
    if CHROMIUM=$(command -v "$name"); then
      export CHROMIUM
      return
    fi
  done
  unset CHROMIUM
  return 1
}

# Makes sure that there is a Java, which EPUBCheck runs on.
ensure_java() {
  # macOS has a /usr/bin/java that only says that there is no Java: ask it for its version.
  java -version >/dev/null 2>&1 && return
  can_apt_install || fail "the EPUB tests need Java, and it wasn't found." \
    "Hint: on Debian and Ubuntu 'sudo apt-get install default-jre-headless'," \
    "on macOS 'brew install openjdk'."
  apt_install default-jre-headless
}

# Makes sure that there is what the tests read PDFs with, and a Korean font, which no package has.
ensure_pdf_tools() {
  local missing=()
  command -v qpdf >/dev/null || missing+=(qpdf)
  { command -v pdftotext && command -v pdftoppm; } >/dev/null || missing+=(poppler-utils)
  has_korean_font || missing+=(fonts-nanum)
  [ ${#missing[@]} -gt 0 ] || return 0
  can_apt_install || fail "the PDF tests need what wasn't found: ${missing[*]}." \
    "Hint: on Debian and Ubuntu 'sudo apt-get install ${missing[*]}'," \
    "on macOS 'brew install qpdf poppler'; the system's own Korean font will do."
  apt_install "${missing[@]}"
}

# Asks Typst, which finds fonts on every system, as the package does.
has_korean_font() {
  "$venv/bin/python" -c \
    'from issue_papers.fonts.typefaces import families; families("ko", "\uadf8\ub298")' \
    2>/dev/null
}

# Makes sure that there is what others wrote to judge scripts and pages by, from npm, as the lock file
# in tests/judges says: TypeScript, Biome, the Nu checker. Node.js itself is a package of Python's.
ensure_judges() {
  local folder=$root/tests/judges
  cmp -s "$folder/package-lock.json" "$folder/node_modules/installed-lock" && return
  slowly "Installing the packages in tests/judges" \
    env PATH="$venv/bin:$PATH" "$venv/bin/npm" ci --prefix "$folder"
  cp "$folder/package-lock.json" "$folder/node_modules/installed-lock"
}

# Makes sure that DAISY's Ace is there. It looks at pages in a Chromium:
# in the one that is here, and brings none of its own; no package runs anything when it is installed.
ensure_ace() {
  local folder=$root/tests/judges/ace
  ensure_chromium
  cmp -s "$folder/package-lock.json" "$folder/node_modules/installed-lock" && return
  slowly "Installing the packages in tests/judges/ace" \
    env PATH="$venv/bin:$PATH" PUPPETEER_SKIP_DOWNLOAD=1 \
    "$venv/bin/npm" ci --ignore-scripts --prefix "$folder"
  cp "$folder/package-lock.json" "$folder/node_modules/installed-lock"
}

# Tells ./scripts/audit in CALIBRE where Calibre is, which reads EPUBs. It comes with half a gigabyte of
# a desktop: a CI service gets it, and elsewhere the audit says that it was left out.
ensure_calibre() {
  [ -z "${CALIBRE:-}" ] || return 0
  if ! command -v calibre-debug >/dev/null && [ "${CI:-}" = true ] && can_apt_install; then
    apt_install calibre
  fi
  CALIBRE=$(command -v calibre-debug || echo /Applications/calibre.app/Contents/MacOS/calibre-debug)
  export CALIBRE
}
