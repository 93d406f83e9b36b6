# What the pieces of .ci/run have in common.
export PIP_DISABLE_PIP_VERSION_CHECK=1
export UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=true
export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-${PIP_INDEX_URL:-https://pypi.org/simple}}"
unset VIRTUAL_ENV

step() { printf '\n==> %s\n' "$*"; }

# The interpreter of a version, from the path or from pyenv; fails if there is none.
python_of() {
    local found
    for found in "$(command -v "python$1" || true)" "$(pyenv root 2>/dev/null)"/versions/"$1".*/bin/python; do
        if [ -x "$found" ] && "$found" -c '' 2>/dev/null; then
            echo "$found"
            return
        fi
    done
    echo "there is no Python $1 on this machine" >&2
    return 1
}

# A clone of what is committed, in a folder of that name, beside the lists that some tests read.
clone() {
    git clone --quiet . "$1"
    if [ -d ../shared ] && [ ! -e "$1/../shared" ]; then
        ln -s "$(cd ../shared && pwd)" "$1/../shared"
    fi
}
