# shellcheck shell=sh
# The Python environment: .venv from hashed lock files. pip brings uv into it, and uv brings the rest.

STAMPS=.venv/.evenhand

# Prints the Python to build with: the system's own before any other, since a version manager's may belong to
# one account alone. Prints nothing when there is none.
python_command() {
    for candidate in /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return 0
        fi
    done
}

# A step's stamp holds the sum of what went into it: `is_current NAME FILE...` compares, `stamp` writes.
sum_of() { cat "$@" | sha256sum | cut -d ' ' -f 1; }

is_current() {
    name=$1
    shift
    [ -f "$STAMPS/$name" ] && [ "$(cat "$STAMPS/$name")" = "$(sum_of "$@")" ]
}

stamp() {
    name=$1
    shift
    sum_of "$@" >"$STAMPS/$name"
}

# Runs a command quietly; when it fails, shows its last lines and stops with the sentence given first.
quietly() {
    sentence=$1
    shift
    log=$(mktemp)
    if ! "$@" >"$log" 2>&1 </dev/null; then
        tail -n 8 "$log" >&2
        if grep -q -i 'no space left on device' "$log"; then
            sentence="The disk is full. Make room on it and start again."
        fi
        rm -f "$log"
        fail "$sentence"
    fi
    rm -f "$log"
}

# Makes .venv, and makes it anew when the checkout was moved: its programs name their own place.
make_environment() {
    if [ -x .venv/bin/python ] && [ -f "$STAMPS/place" ] && [ "$(cat "$STAMPS/place")" = "$PWD" ] &&
        .venv/bin/python -c '' 2>/dev/null; then
        return 0
    fi
    python=$(python_command)
    [ -n "$python" ] || fail "Python 3.11 or newer is needed. As an administrator run: apt-get install python3"
    say "Making .venv with $python"
    rm -rf .venv || fail "The old folder .venv cannot be taken away. Who owns it?"
    if "$python" -c 'from ensurepip import version' 2>/dev/null; then
        quietly "The folder .venv cannot be made in $PWD." "$python" -m venv .venv
    elif "$python" -m pip --version >/dev/null 2>&1; then
        quietly "The folder .venv cannot be made in $PWD." "$python" -m venv --without-pip .venv
    else
        fail "Python's venv module is incomplete. As an administrator run: apt-get install python3-venv"
    fi
    mkdir -p "$STAMPS"
    printf '%s' "$PWD" >"$STAMPS/place"
}

# pip by .venv's own hand, or by that of the Python it was made with.
pip_install() {
    if .venv/bin/python -c 'import pip' 2>/dev/null; then
        .venv/bin/python -m pip install "$@"
    else
        "$(python_command)" -m pip --python .venv/bin/python install "$@"
    fi
}

build_environment() {
    purpose=$1
    make_environment
    trouble="The Python packages could not be brought. Is the network there? Start again when it is."
    if ! is_current tools requirements/build.txt; then
        quietly "$trouble" pip_install --require-hashes -r requirements/build.txt
        stamp tools requirements/build.txt
    fi
    if ! is_current test requirements/dev.txt &&
        { [ "$purpose" = test ] || ! is_current run requirements/base.txt; }; then
        lock=requirements/base.txt
        [ "$purpose" = run ] || lock=requirements/dev.txt
        say "Bringing the Python packages of $lock"
        quietly "$trouble" .venv/bin/uv pip install --python .venv/bin/python --require-hashes -r "$lock"
        stamp "$purpose" "$lock"
    fi
    if ! is_current product pyproject.toml src/evenhand/__init__.py; then
        quietly "The product could not be installed into .venv." .venv/bin/uv pip install \
            --python .venv/bin/python --no-deps --no-build-isolation --offline -e .
        stamp product pyproject.toml src/evenhand/__init__.py
    fi
}
