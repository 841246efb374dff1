// What one click mends. A step that looks for fields in a topic's own records lacks a Parse before
// it: it is put into the edge where rows of a topic or a source begin to be read, with the fields
// of the records that flow there.
import type { Problem } from '@shared/contract'
import type { LabEdge, LabFile } from '@shared/lab'
import { client, session } from '@renderer/client'
import { editor } from './editor'
import { firstSettings, sourceOf } from '../palette/first-settings'
import { spliceIn } from '../palette/splice'

const GIVES_RECORDS = new Set(['fake-data', 'replay', 'topic'])
const SAMPLES = 20
const PARSE = { format: 'json' }

export const isUnparsed = (problem: Problem): boolean =>
  problem.code === 'lab-field-before-parse' && problem.node !== undefined

/** Up the flow, the first edge out of what gives records. */
export function recordEdge(
  lab: LabFile,
  edges: readonly LabEdge[],
  node: string,
  seen = new Set<string>(),
): LabEdge | undefined {
  if (seen.has(node)) return undefined
  seen.add(node)
  for (const edge of edges.filter(each => each.to === node)) {
    if (GIVES_RECORDS.has(lab.nodes[edge.from]?.type ?? '')) return edge
    const before = recordEdge(lab, edges, edge.from, seen)
    if (before !== undefined) return before
  }
  return undefined
}

async function samplesOf(lab: LabFile, node: string): Promise<unknown[]> {
  const source = sourceOf(lab, node)
  if (source === undefined) return []
  const { records } = await client.labs.sample({
    text: session.text.value,
    node: source,
    count: SAMPLES,
  })
  return records.map((record): unknown => JSON.parse(record))
}

export async function insertParse(problem: Problem): Promise<void> {
  const before = session.text.value
  const lab = session.lab.value
  if (lab === undefined || problem.node === undefined || editor.textBroken.value) return
  const edge = recordEdge(lab, session.edges.value, problem.node)
  if (edge === undefined) return
  // Without samples the schema alone says what it can.
  const samples = await samplesOf(lab, edge.from).catch(() => [])
  if (session.text.value !== before) return
  spliceIn(edge, {
    type: 'parse',
    initial: firstSettings('parse', PARSE, lab, edge.from, samples).initial,
  })
}
