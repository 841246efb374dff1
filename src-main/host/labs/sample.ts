// A few records as a source node would make them: the inspector's live sample, one second of the
// lab's time apart; the rows that they become before a node, for its expressions to be tried on;
// and a record schema out of a message that somebody has.
import { stringify } from 'yaml'
import type { ExplainedNode } from '@shared/contract'
import { LabError } from '@shared/errors'
import { createGenerator, inferRecordSchema } from '@main/generator'
import { checkLab, explainNode } from '@main/pipeline'

const SAMPLES = 5

export async function sampleOf(text: string, node: string, count: number): Promise<string[]> {
  const { lab, problems } = checkLab(text)
  if (!lab) {
    const first = problems[0]
    const params = {
      lab: '',
      count: problems.length,
      path: first?.path ?? '',
      first: first?.code ?? '',
    }
    throw new LabError('lab-has-problems', { kind: 'config', params })
  }
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
  if (explained.source === undefined) return explained.with([])
  const values = await sampleOf(text, explained.source, SAMPLES).catch((error: unknown) => {
    // Not every source can be asked before it runs: then there is nothing to try on, and the types
    // alone help.
    if (error instanceof LabError) return []
    throw error
  })
  return explained.with(values)
}

export const inferRecord = (sample: string) =>
  stringify(inferRecordSchema(sample), { lineWidth: 100 })
