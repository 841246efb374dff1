// "Did you mean": the known word with the fewest edits, when there are few enough (Levenshtein).
const EDITS_MAX = 2

export function nearest(given: string, known: readonly string[]): string | undefined {
  const scored = known.map(word => ({
    word,
    edits: editsBetween(given.toLowerCase(), word.toLowerCase()),
  }))
  scored.sort((a, b) => a.edits - b.edits)
  const best = scored[0]
  return best && best.edits <= EDITS_MAX && best.edits < given.length ? best.word : undefined
}

function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
