# shellcheck shell=bash
# Sourced, from the repository's root. Builds the browser application when its sources changed.

build_spa() {
  local target=${CARGO_TARGET_DIR:-target}
  local stamp=$target/spa-built
  if [ -f web/dist/index.html ] && [ -f "$stamp" ] && [ -z "$(spa_sources_newer_than "$stamp")" ]; then
    echo "Nothing changed."
    return
  fi
  mkdir -p "$target"
  touch "$stamp.begun" # what is edited while this builds counts as newer
  cargo run --locked --quiet -p bundle
  mv "$stamp.begun" "$stamp"
}

spa_sources_newer_than() {
  find web shared Cargo.toml Cargo.lock rust-toolchain.toml \
    \( -path web/dist -o -name node_modules \) -prune -o -type f -newer "$1" -print -quit
}
