// What changed between two texts, as a unified diff: the form that git and patch know.
const CONTEXT = 3
/** Cells of the table of common lines; beyond it the differing middle is shown as one change. */
const CELLS_MAX = 4_000_000

interface Line {
  readonly sign: ' ' | '-' | '+'
  readonly text: string
}

/** Empty for equal texts. `before` is undefined for a file that is new. */
export function unifiedDiff(path: string, before: string | undefined, after: string): string {
  if (before === after) return ''
  const lines = diffLines(linesOf(before ?? ''), linesOf(after))
  const from = before === undefined ? '/dev/null' : `a/${path}`
  return [`--- ${from}`, `+++ b/${path}`, ...hunksOf(lines), ''].join('\n')
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))

function diffLines(before: readonly string[], after: readonly string[]): Line[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++
  const same = (text: string): Line => ({ sign: ' ', text })
  return [
    ...before.slice(0, head).map(same),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same),
  ]
}

/** By the longest common subsequence. */
function middle(before: readonly string[], after: readonly string[]): Line[] {
  const width = after.length + 1
  const gone = (text: string): Line => ({ sign: '-', text })
  const come = (text: string): Line => ({ sign: '+', text })
  if ((before.length + 1) * width > CELLS_MAX) return [...before.map(gone), ...after.map(come)]
  const common = new Uint32Array((before.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      common[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const lines: Line[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i], after[j]]
    if (old !== undefined && old === fresh) {
      lines.push({ sign: ' ', text: old })
      i++
      j++
    } else if (old !== undefined && (fresh === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(gone(old))
      i++
    } else {
      lines.push(come(fresh ?? ''))
      j++
    }
  }
  return lines
}

function hunksOf(lines: readonly Line[]): string[] {
  const changed = lines.flatMap(({ sign }, n) => (sign === ' ' ? [] : [n]))
  const hunks: { from: number; to: number }[] = []
  for (const n of changed) {
    const last = hunks.at(-1)
    if (last && n - CONTEXT <= last.to) last.to = Math.min(lines.length, n + CONTEXT + 1)
    else hunks.push({ from: Math.max(0, n - CONTEXT), to: Math.min(lines.length, n + CONTEXT + 1) })
  }
  return hunks.flatMap(({ from, to }) => {
    const part = lines.slice(from, to)
    const head = [placeOf(lines, part, from, '+'), placeOf(lines, part, from, '-')]
    return [`@@ -${head[0]} +${head[1]} @@`, ...part.map(({ sign, text }) => `${sign}${text}`)]
  })
}

/** Where a hunk begins on one side, and how long it is there: lines of the other side do not count. */
function placeOf(lines: readonly Line[], part: readonly Line[], from: number, other: '-' | '+') {
  const count = (some: readonly Line[]) => some.filter(({ sign }) => sign !== other).length
  const length = count(part)
  const before = count(lines.slice(0, from))
  return `${length === 0 ? before : before + 1},${length}`
}
