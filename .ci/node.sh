# shellcheck shell=bash
# Sourced, from the repository's root. The test tools want node 20.19 or newer; Debian 12 has 18.

node_is_new_enough() {
  "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

# Puts a node that is new enough first on PATH.
use_node() {
  local bin
  node_is_new_enough "$(command -v node)" && return 0
  for bin in "$PWD"/tests/node/node_modules/node-linux-*/bin; do
    [ -x "$bin/node" ] && PATH="$bin:$PATH" && export PATH
  done
  node_is_new_enough "$(command -v node)"
}
