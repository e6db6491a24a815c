# Sourced by the scripts beside it: what a process took, and what machine it ran on.

# measure RESULT COMMAND...   writes "WALL_SECONDS CPU_SECONDS PEAK_KIB" to the file RESULT and gives back
# the command's exit code. Output and errors of the command are its caller's to send somewhere.
measure() {
  local result=$1 status=0
  shift
  if [ ! -x /usr/bin/time ] && ((EUID == 0)); then
    apt-get install -y -qq --no-install-recommends time >/dev/null 2>&1 || true
  fi
  local began=$EPOCHREALTIME
  if [ -x /usr/bin/time ] && [ -z "${MEASURE_BY_SAMPLING:-}" ]; then
    /usr/bin/time -v -o "$result.time" "$@" || status=$?
    local ended=$EPOCHREALTIME
    awk -v wall="$(elapsed "$began" "$ended")" -F': ' '
      /User time|System time/ { cpu += $2 }
      /Maximum resident/ { peak = $2 }
      END { print wall, cpu, peak }' "$result.time" >"$result"
    rm -f "$result.time"
  else
    # Sampled every 50 ms: the last sample misses at most that much CPU; the kernel itself keeps the peak.
    local pid now peak=0 cpu=0 ticks
    ticks=$(getconf CLK_TCK)
    "$@" &
    pid=$!
    while kill -0 "$pid" 2>/dev/null; do
      now=$(awk '/^VmHWM/ { print $2 }' "/proc/$pid/status" 2>/dev/null) && peak=${now:-$peak}
      now=$(sed 's/^.*) //' "/proc/$pid/stat" 2>/dev/null | awk -v t="$ticks" '{ print ($12 + $13) / t }') && cpu=${now:-$cpu}
      sleep 0.05
    done
    wait "$pid" || status=$?
    echo "$(elapsed "$began" "$EPOCHREALTIME") $cpu $peak" >"$result"
  fi
  return "$status"
}

# elapsed FROM TO   seconds between two values of EPOCHREALTIME
elapsed() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", b - a }'; }

# One line about the machine, the code and the day.
machine() {
  local root=$1 model commit memory
  model=$(awk -F': ' '/^model name/ { print $2; exit }' /proc/cpuinfo)
  memory=$(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)
  commit=$(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)
  if [ "$commit" != unknown ] && [ -n "$(git -C "$root" status --porcelain --untracked-files=no)" ]; then
    commit="$commit with changes"
  fi
  echo "${model:-unknown CPU}, $(nproc) cores, $memory, load $(cut -d' ' -f1 /proc/loadavg); commit $commit; $(date +%F)"
}
