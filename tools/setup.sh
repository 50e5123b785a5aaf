#!/usr/bin/env bash
# Makes a checkout ready to run: .venv with locked dependencies, a browser that starts, Japanese fonts.
# Asks for sudo only when a system package is missing. Run again, it installs only what is not there.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*"; }

install_packages() { # Debian or Ubuntu packages, as root or through sudo
    command -v apt-get >/dev/null || { say "please install by your system's means: $*"; return 1; }
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { say "please have an administrator install: $*"; return 1; }
        root=(sudo)
    fi
    say "installing $*"
    "${root[@]}" apt-get update -qq || true
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

find_python() {
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

make_environment() {
    local python
    python=$(find_python) || { install_packages python3 python3-venv && python=$(find_python); } ||
        { say "Python 3.11 or newer is needed"; exit 1; }
    if ! "$python" -m venv .venv 2>/dev/null; then
        rm -rf .venv
        install_packages python3-venv || install_packages "$(basename "$(readlink -f "$python")")-venv"
        "$python" -m venv .venv
    fi
}

install_dependencies() {
    local sum
    sum=$(cat requirements-dev.lock pyproject.toml | sha256sum | cut -d' ' -f1)
    [ "$(cat .venv/.locked 2>/dev/null)" = "$sum" ] && return
    say "installing the locked dependencies"
    .venv/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
    .venv/bin/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
    echo "$sum" >.venv/.locked
}

browser_starts() { .venv/bin/minna doctor --quiet; }

find_browser() {
    browser_starts && return
    say "no browser yet: asking Playwright for one"
    if timeout 300 .venv/bin/playwright install --only-shell chromium >/dev/null 2>&1; then
        browser_starts && return
        # It is there and lacks libraries of the system.
        if [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null; then
            .venv/bin/playwright install-deps chromium >/dev/null 2>&1 || true
        fi
        browser_starts && return
    fi
    install_packages chromium-headless-shell || install_packages chromium || true
    browser_starts || { say "no browser that starts: .venv/bin/minna doctor shows what was tried"; exit 1; }
}

find_fonts() {
    if ! command -v fc-list >/dev/null || [ -z "$(fc-list :lang=ja family)" ]; then
        install_packages fontconfig fonts-noto-cjk ||
            say "Japanese fonts are missing: layout and contrast will be judged with the wrong letters"
    fi
}

[ -x .venv/bin/python ] || make_environment
install_dependencies
find_browser
find_fonts
