# shellcheck shell=bash
# Settings and functions shared by the scripts in .ci/.
export PIP_DISABLE_PIP_VERSION_CHECK=1
export UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=true
export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-${PIP_INDEX_URL:-https://pypi.org/simple}}"
unset VIRTUAL_ENV PYTHONPATH

# The supported versions of Python, oldest first.
VERSIONS=$(sed -n 's/.*"Programming Language :: Python :: \(3\.[0-9]*\)".*/\1/p' pyproject.toml)
OLDEST=${VERSIONS%%$'\n'*}

step() { printf '\n==> %s\n' "$*"; }

# Print the path of the interpreter of a version, from PATH or pyenv. Fail if there is none.
python_of() {
    local python
    for python in "$(command -v "python$1" || true)" "$(pyenv root 2>/dev/null)"/versions/"$1".*/bin/python; do
        if [ -x "$python" ] && "$python" -c '' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    echo "there is no Python $1 on this machine" >&2
    return 1
}

# Print the supported versions of Python that this machine has, oldest first.
available() {
    local version
    for version in $VERSIONS; do
        if python_of "$version" >/dev/null 2>&1; then
            echo "$version"
        fi
    done
}

# Clone the last commit into a folder. Link the lists that some tests read next to it.
clone() {
    git clone --quiet . "$1"
    if [ -d ../shared ] && [ ! -e "$1/../shared" ]; then
        ln -s "$(cd ../shared && pwd)" "$1/../shared"
    fi
}

# Print the commands of the blocks for a shell below a heading, such as "## Check a change". Fail if
# there are none.
# Usage: commands FILE HEADING
commands() {
    awk -v heading="$2" '
        /^#/ && !block { below = ($0 == heading) }
        /^```$/ { block = 0 }
        block && below { print; printed = 1 }
        /^```sh$/ { block = 1 }
        END { exit !printed }
    ' "$1"
}
