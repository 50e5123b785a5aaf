#!/usr/bin/env bash
# Lints the scripts that are evaluated in pages (ESLint) and checks their types (tsc), where Node is.
# Installs the locked packages when they are not there; without Node it says so and is content.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'page scripts: %s\n' "$*"; }

modern_node() {
    command -v node >/dev/null && command -v npm >/dev/null &&
        node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'
}

install_packages() {
    local sum
    sum=$(cat package.json package-lock.json | sha256sum | cut -d' ' -f1)
    [ "$(cat node_modules/.locked 2>/dev/null)" = "$sum" ] && return
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null || return 1
    echo "$sum" >node_modules/.locked
}

modern_node || { say "not checked: there is no Node of version 20.19 or newer"; exit 0; }
if ! install_packages; then
    say "not checked: the packages of package-lock.json cannot be had"
    [ -z "${CI:-}" ] # nobody is there to read it
    exit
fi
node_modules/.bin/tsc --project .
node_modules/.bin/eslint .
