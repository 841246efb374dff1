// Everything that the canvas asks about a lab that need not run for it: sample records as a source
// would make them, one second of the lab's time apart; the rows that they become before a node, to
// try its expressions on; what a new node begins with; and a record schema made from a message.
import { stringify } from 'yaml'
import type { ExplainedNode, FirstSettings } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { LabFile } from '@shared/lab'
import { createGenerator, inferRecordSchema } from '@main/generator'
import { checkLab, explainNode, firstSettings as firstSettingsAt } from '@main/pipeline'

const SAMPLES = 5
/** Enough to see each value that a field may have, such as null. */
const SAMPLES_FOR_TYPES = 20

export async function sampleOf(text: string, node: string, count: number): Promise<string[]> {
  const lab = labOf(text)
  const record = lab.nodes[node]?.with?.record
  if (typeof record !== 'string')
    throw new LabError('no-sample', { kind: 'usage', params: { field: 'node', node } })
  const { records = {}, catalogs, seed = 0, timezone } = lab
  const begin = Date.now()
  const generator = await createGenerator({
    record,
    records,
    catalogs,
    seed,
    timezone,
    timeOf: seq => begin + seq * 1000,
  })
  return Array.from({ length: count }, (_, seq) => generator.next(seq).value)
}

export async function explain(text: string, node: string): Promise<ExplainedNode> {
  const { lab } = checkLab(text)
  if (!lab) return { expressions: [], samples: [], timezone: 'UTC' }
  const explained = explainNode(lab, node)
  return explained.with(await samplesOf(text, explained.source, SAMPLES))
}

export async function firstSettings(
  text: string,
  type: string,
  from: string | undefined,
): Promise<FirstSettings> {
  const first = firstSettingsAt(labOf(text), type, from)
  return first.with(await samplesOf(text, first.source, SAMPLES_FOR_TYPES))
}

/** None of a source that cannot be asked before it runs: then the types alone help. */
async function samplesOf(text: string, source: string | undefined, count: number) {
  if (source === undefined) return []
  return sampleOf(text, source, count).catch((error: unknown): string[] => {
    if (error instanceof LabError) return []
    throw error
  })
}

function labOf(text: string): LabFile {
  const { lab, problems } = checkLab(text)
  if (lab) return lab
  const first = problems[0]
  const params = {
    lab: '',
    count: problems.length,
    path: first?.path ?? '',
    first: first?.code ?? '',
  }
  throw new LabError('lab-has-problems', { kind: 'config', params })
}

export const inferRecord = (sample: string) =>
  stringify(inferRecordSchema(sample), { lineWidth: 100 })
