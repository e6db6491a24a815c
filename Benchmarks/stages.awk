# One run's events, a JSON object per line, as a Markdown table. Variables: threads, took ("WALL CPU PEAK_KIB").

# The value of a key in one flat JSON object, whatever the order of keys.
function value_of(line, key,    rest) {
  if (!match(line, "\"" key "\"[ ]*:[ ]*")) return ""
  rest = substr(line, RSTART + RLENGTH)
  if (substr(rest, 1, 1) == "\"") {
    rest = substr(rest, 2)
    return substr(rest, 1, index(rest, "\"") - 1)
  }
  match(rest, /^[-+0-9.eE]+/)
  return substr(rest, 1, RLENGTH)
}

# Of the whole run, in percent.
function share(part) { return (wall > 0) ? 100 * part / wall : 0 }

value_of($0, "event") == "finished" {
  stage[++count] = value_of($0, "stage")
  amount[count] = value_of($0, "amount")
  seconds[count] = value_of($0, "seconds") + 0
  sum += seconds[count]
}

END {
  if (count == 0) {
    print "run-city: no finished stage among the events" > "/dev/stderr"
    exit 3
  }
  split(took, total, " ")
  wall = total[1]
  printf "Threads: %s. Wall %.2f s, CPU %.2f s, peak memory %.0f MiB.\n\n", threads, wall, total[2], total[3] / 1024
  print "| stage | amount | seconds | share |"
  print "|---|---:|---:|---:|"
  for (i = 1; i <= count; i++)
    printf "| %s | %s | %.3f | %.1f %% |\n", stage[i], amount[i], seconds[i], share(seconds[i])
  # Stages may overlap; then nothing is left for the rest.
  rest = (wall > sum) ? wall - sum : 0
  printf "| start, end and between | | %.3f | %.1f %% |\n", rest, share(rest)
}
