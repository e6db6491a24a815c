# Sourced by the scripts beside it: the peers, each in an environment of its own, because their requirements need not agree.

# environments ENGINE...   installs what peers/requirements-ENGINE.txt pins into .venv/ENGINE, unless it is there
environments() {
  local engine wanted venv
  for engine in "$@"; do
    wanted=$here/peers/requirements-$engine.txt
    venv=$here/.venv/$engine
    if ! cmp -s "$wanted" "$venv/installed.txt"; then
      python3 -m venv "$venv"
      "$venv/bin/pip" install -q --disable-pip-version-check -r "$wanted" >&2
      cp "$wanted" "$venv/installed.txt"
    fi
  done
}
