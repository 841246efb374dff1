// The text form of a test of streaming semantics (`*.lab.test`): a small lab, then batches, each
// with its input and what has to come out of it. The form follows sqllogictest, so that a rule of
// Spark's guide can be read beside its example. docs/testing.md describes it.
import { parse } from 'yaml'

export interface Step {
  /** `last` is a batch at the end of a run: triggers do not wait. */
  readonly kind: 'batch' | 'last' | 'restart'
  /** The lab's clock, as written. */
  readonly at: string | undefined
  readonly input: readonly string[]
  readonly expected: readonly string[]
  readonly line: number
}

export interface Script {
  readonly title: string
  readonly line: number
  readonly lab: unknown
  /** The problems that the lab must have, as `code path`; undefined for a lab that runs. */
  readonly refused: readonly string[] | undefined
  readonly steps: readonly Step[]
}

const DIVIDER = '----'

export function parseScripts(text: string): Script[] {
  const lines = text.split('\n')
  const scripts: { -readonly [K in keyof Script]: Script[K] }[] = []
  const isEmpty = (line: string | undefined) => line === undefined || line.trim() === ''
  let at = 0
  /** The lines from here to the divider or to an empty line. */
  const block = () => {
    const from = at
    while (!isEmpty(lines[at]) && lines[at] !== DIVIDER) at += 1
    return lines.slice(from, at)
  }
  const expected = () => {
    if (lines[at] !== DIVIDER) return []
    at += 1
    return block()
  }
  while (at < lines.length) {
    const head = lines[at] ?? ''
    const line = at + 1
    at += 1
    if (isEmpty(head) || head.startsWith('#')) continue
    const [word = '', ...rest] = head.split(' ')
    if (word === 'lab' || word === 'refuse') {
      const lab: unknown = parse(block().join('\n'))
      const refused = word === 'refuse' ? expected() : undefined
      scripts.push({ title: rest.join(' '), line, lab, refused, steps: [] })
      continue
    }
    const script = scripts.at(-1)
    if (!script || (word !== 'batch' && word !== 'last' && word !== 'restart'))
      throw new Error(`line ${line}: “${head}” is not a step of a lab test`)
    const step = { kind: word, at: rest[0], input: block(), expected: expected(), line } as const
    script.steps = [...script.steps, step]
  }
  return scripts
}
