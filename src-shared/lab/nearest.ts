// “Did you mean …?”: the known name that differs in the fewest letters, or else some known names.

/** Beyond so many names the search would take longer than a person waits. */
const CANDIDATES_MAX = 2000

const SHOWN_MAX = 8

/** The nearest name; when none is near, the first few that there are. */
export function suggestion(name: string, known: readonly string[]): string {
  const shown = known.slice(0, SHOWN_MAX).join(', ')
  return nearest(name, known) ?? (known.length > SHOWN_MAX ? `${shown}, ...` : shown)
}

function nearest(name: string, known: Iterable<string>): string | undefined {
  const given = name.toLowerCase()
  let best: string | undefined
  let least = Math.max(2, Math.ceil(name.length / 3)) + 1
  let seen = 0
  for (const candidate of known) {
    if (++seen > CANDIDATES_MAX) break
    if (Math.abs(candidate.length - given.length) >= least) continue
    const distance = editDistance(given, candidate.toLowerCase(), least)
    if (distance < least) {
      least = distance
      best = candidate
    }
  }
  return best
}

/** How many letters differ; from `enough` on it stops counting. */
function editDistance(a: string, b: string, enough: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const distance = Math.min(
        (next[j - 1] ?? 0) + 1,
        (row[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
      next.push(distance)
      if (distance < least) least = distance
    }
    if (least >= enough) return least
    row = next
  }
  return row[b.length] ?? 0
}
