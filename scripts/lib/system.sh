# shellcheck shell=sh
# System packages: found missing by what they provide, installed together where that is allowed.

# Prints the Debian packages that are missing for a purpose, one a line.
missing_packages() {
    if [ ! -f "$STAMPS/place" ]; then
        python=$(python_command)
        { [ -n "$python" ] && "$python" -c 'from ensurepip import version' 2>/dev/null; } || echo python3-venv
    fi
    libraries=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null) # outside an ordinary user's path
    case $libraries in *libpango-1.0.so.0*) ;; *) echo libpango-1.0-0 ;; esac
    case $libraries in *libpangoft2-1.0.so.0*) ;; *) echo libpangoft2-1.0-0 ;; esac
    case $libraries in *libharfbuzz-subset.so.0*) ;; *) echo libharfbuzz-subset0 ;; esac
    [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || echo fonts-dejavu-core
    [ "$1" = run ] || [ -x /usr/bin/chromium ] || echo chromium
}

# Prints how to act as root: nothing for root, "sudo -n" where that needs no password; fails elsewhere.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        return 0
    fi
    sudo -n true 2>/dev/null || return 1
    echo "sudo -n"
}

# Word splitting is meant below: a list of package names, and sudo with its option.
# shellcheck disable=SC2086
apt_install() {
    $root apt-get update -q &&
        $root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -q -y \
            --no-install-recommends "$@"
}

# Installs what is missing where that is allowed; elsewhere says what an administrator has to type.
# shellcheck disable=SC2086
install_system_packages() {
    missing=$(missing_packages "$1" | tr '\n' ' ')
    missing=${missing% }
    [ -n "$missing" ] || return 0
    if command -v apt-get >/dev/null 2>&1 && root=$(as_root); then
        say "Installing from Debian: $missing"
        log=$(mktemp)
        if apt_install $missing >"$log" 2>&1 </dev/null; then
            rm -f "$log"
            return 0
        fi
        tail -n 5 "$log" >&2
        rm -f "$log"
        say "These packages could not be installed. As an administrator run:"
    else
        say "Some system packages are missing. As an administrator run:"
    fi
    say ""
    say "    apt-get install --no-install-recommends $missing"
    say ""
    case $missing in
        *libpango* | *libharfbuzz* | *fonts-*)
            say "Going on without them: letters are shown as pages, not as PDF."
            ;;
    esac
    case $missing in
        *chromium*) say "Going on without Chromium: the browser tests are left out." ;;
    esac
}
