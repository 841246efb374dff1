// Runs a lab test: its small lab on a bench, its batches as lines of text.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEAD_PORT, labFileSchema } from '@shared/lab'
import { z } from 'zod'
import { LabClock } from '../../engine/clock'
import { checkLab } from '../../plan/check-lab'
import { LabBench, type BenchedLab, type TappedRow } from './bench'
import { jsonOf, momentOf, textOf } from './cells'
import type { Script, Step } from './script'

const BEGIN = '00:00'
const labSchema = z.strictObject({
  timezone: z.string().default('UTC'),
  /** Of the topic; a line `@1 …` is of partition 1, others of 0. */
  partitions: z.number().int().min(1).default(1),
  /**
   * Field → type of the rows; absent: the input's lines are records as they lie in the topic, with a
   * key before `=>`.
   */
  rows: z.record(z.string(), z.string()).optional(),
  nodes: z.record(z.string(), z.record(z.string(), z.unknown())),
})

/** The nodes that are watched are those that the test names. */
interface SmallLab extends BenchedLab {
  readonly rows: Readonly<Record<string, string>> | undefined
}

/** The test's nodes behind a topic `in`, and behind a step `rows` that reads its fields. */
function smallLab(given: unknown): SmallLab {
  const { timezone, partitions, rows, nodes } = labSchema.parse(given)
  const own = Object.entries(nodes).map(([id, node], i) => [
    id,
    i === 0 && node.from === undefined ? { ...node, from: rows ? 'rows' : 'in' } : node,
  ])
  const lab = labFileSchema.parse({
    sluice: 1,
    id: 'lab-test',
    title: 'lab test',
    seed: 1,
    timezone,
    connections: { broker: { type: 'kafka' } },
    nodes: {
      in: { type: 'topic', with: { connection: 'broker', topic: 'in' } },
      ...(rows ? { rows: { type: 'parse', from: 'in', with: { fields: rows } } } : {}),
      ...Object.fromEntries(own),
    },
  })
  return { lab, rows, partitions, shown: Object.keys(nodes) }
}

/** The reasons why a lab is refused, as `code path`. */
export function problemsOf({ lab }: Script): string[] {
  return checkLab(smallLab(lab).lab)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => `${code} ${path}`)
}

/** The lines that came out in each batch, in the form of the test. */
export async function outcomes(script: Script): Promise<string[][]> {
  const small = smallLab(script.lab)
  const problems = checkLab(small.lab).problems.filter(p => p.severity === 'error')
  if (problems.length > 0)
    throw new Error(problems.map(({ code, path }) => `${code} ${path}`).join('\n'))
  const dir = await mkdtemp(join(tmpdir(), 'lab-test-'))
  let nowMs = momentOf(BEGIN)
  const clock = await LabClock.open(dir, undefined, () => nowMs)
  let bench = new LabBench(small, clock)
  const results: string[][] = []
  for (const step of script.steps) {
    if (step.at !== undefined) nowMs = momentOf(step.at)
    if (step.kind === 'restart') bench = bench.again()
    else results.push(await linesOf(bench, step, small.rows))
  }
  await rm(dir, { recursive: true, force: true })
  return results
}

async function linesOf(
  bench: LabBench,
  { kind, input }: Step,
  rows: SmallLab['rows'],
): Promise<string[]> {
  const before = bench.counts()
  const records = input.map(line => {
    const [, at, text = ''] = /^(?:@(\d+) )?(.*)$/s.exec(line) ?? []
    const partition = Number(at ?? 0)
    if (rows) return { partition, key: null, value: jsonOf(text, rows) }
    const [, key, value = text] = /^(\S+) => (.*)$/s.exec(text) ?? []
    return { partition, key: key ?? null, value: value === 'NULL' ? null : value }
  })
  const tapped = await bench.batch(records, kind === 'last')
  const counts = bench.counts().flatMap(([name, count], i) => {
    const more = count - (before[i]?.[1] ?? 0)
    return more > 0 ? [`${name} ${more}`] : []
  })
  return [...tapped.map(lineOf), ...counts]
}

/** Of a dead letter: the rest is the same in every test. */
const DEAD_SHOWN = ['reason', 'value']

function lineOf({ node, port, row, type, removed }: TappedRow): string {
  const name = port === 'out' ? node : `${node}.${port}`
  if (removed) return `${name} - ${textOf(row, type, removed)}`
  const shown = port === DEAD_PORT ? DEAD_SHOWN : type.fields.map(field => field.name)
  return `${name} ${textOf(row, type, shown)}`
}
