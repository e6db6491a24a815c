# What cachegrind counted, by part of the program, as a Markdown table. Variables: title, unit, count, pairs, cpu (seconds).
# Events in their order: Ir I1mr ILmr Dr D1mr DLmr Dw D1mw DLmw.

# The Swift module of a mangled name, or whose library it is.
function part_of(name,    rest, digits) {
  if (match(name, /^\$[sS]s?[0-9]+[A-Z]/)) {
    rest = substr(name, match(name, /[0-9]/))
    match(rest, /^[0-9]+/)
    digits = substr(rest, 1, RLENGTH)
    rest = substr(rest, RLENGTH + 1, digits + 0)
    if (rest ~ /^Guiyi/ || rest == "guiyi") return rest
    return "Swift library"
  }
  if (name ~ /^\$[sS]/ || name ~ /^_?swift_/) return "Swift library"
  if (name ~ /^sqlite3|[Bb]tree|[Vv]dbe|[Pp]ager/) return "SQLite"
  if (name ~ /^(__)?(mem|str)[a-z0-9_]*(cpy|move|set|cmp|chr|len)|^_*(int_)?(malloc|free|calloc|realloc)/) return "C library"
  if (name ~ /^guiyi_/) return "own C"
  return "other"
}

/^fn=/ {
  part = part_of(substr($0, 4))
  scores = part == "GuiyiLink" && /PairScorer|FirstLooks|Sketch|Lanes|LevelMemory|Levels|Jaro|EditDistance|DigitWord|ScoringPlan/
  next
}
/^summary:/ { for (i = 0; i < 9; i++) all[i] = $(i + 2); next }
/^[0-9]/ {
  instructions[part] += $2
  if (scores) scoring += $2
  moved[part] += $7 + $10
}

END {
  bytes = 64
  printf "**%s**: %.0f instructions a %s, %.0f bytes a %s beyond the second level", title, all[0] / count, unit,
    (all[5] + all[8]) * bytes / count, unit
  if (title == "link")
    printf "; %.0f instructions for each pair that is scored, whatever they were for, %.0f of them for comparing and weighing, in learning and joining too",
      all[0] / pairs, scoring / pairs
  printf ". As it is: %.2f s of processor time, %.2f thousand million instructions a second", cpu, all[0] / cpu / 1e9
  printf ".\n\n"
  printf "| part | instructions a %s | share | bytes a %s |\n|---|---:|---:|---:|\n", unit, unit
  n = 0
  for (p in instructions) order[++n] = p
  for (i = 1; i <= n; i++)
    for (j = i + 1; j <= n; j++)
      if (instructions[order[j]] > instructions[order[i]]) { t = order[i]; order[i] = order[j]; order[j] = t }
  for (i = 1; i <= n; i++)
    if (instructions[order[i]] / all[0] >= 0.005)
      printf "| %s | %.0f | %.1f %% | %.0f |\n", order[i], instructions[order[i]] / count, 100 * instructions[order[i]] / all[0],
        moved[order[i]] * bytes / count
}
