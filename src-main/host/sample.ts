// A few records as a source node would make them: the inspector's live sample, one second of the lab's time apart.
import { LabError } from '@shared/errors'
import { createGenerator } from '@main/generator'
import { checkLab } from '@main/pipeline'

export async function sampleOf(text: string, node: string, count: number): Promise<string[]> {
  const { lab, problems } = checkLab(text)
  if (!lab) {
    const first = problems[0]
    const params = { lab: '', count: problems.length, path: first?.path ?? '', first: first?.code ?? '' }
    throw new LabError('lab-has-problems', { kind: 'config', params })
  }
  const record = lab.nodes[node]?.with?.record
  if (typeof record !== 'string') throw new LabError('no-sample', { kind: 'usage', params: { field: 'node', node } })
  const { records = {}, catalogs, seed = 0, timezone } = lab
  const begin = Date.now()
  const generator = await createGenerator({ record, records, catalogs, seed, timezone, timeOf: seq => begin + seq * 1000 })
  return Array.from({ length: count }, (_, seq) => generator.next(seq).value)
}
