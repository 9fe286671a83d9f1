# shellcheck shell=bash
# Sourced. Numbered steps with their durations: begin_steps N, step "title", end_steps.

begin_steps() {
  steps_total=$1
  steps_at=0
  steps_begun=$SECONDS
  step_title=
  steps_report=
}

step() {
  finish_step
  steps_at=$((steps_at + 1))
  step_title=$1
  step_begun=$SECONDS
  printf '\n[%d/%d] %s …\n' "$steps_at" "$steps_total" "$step_title"
}

finish_step() {
  [ -n "$step_title" ] || return 0
  local took=$((SECONDS - step_begun))
  steps_report+=$(printf '  %4d s  %s' "$took" "$step_title")$'\n'
  printf '[%d/%d] %s: done in %d s\n' "$steps_at" "$steps_total" "$step_title" "$took"
  step_title=
}

end_steps() {
  finish_step
  printf '\n%s  %4d s  in all\n' "$steps_report" $((SECONDS - steps_begun))
}
