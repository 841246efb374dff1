// The rules of docs/parity.md: what differs by design, and is therefore not compared. A new rule is one
// line here and one paragraph there.
import type { LabFile } from '@shared/lab'

interface Rule {
  readonly number: number
  /** Columns by table. */
  readonly leftOut: (lab: LabFile) => Readonly<Record<string, readonly string[]>>
}

const RULES: readonly Rule[] = [
  { number: 1, leftOut: batchNumbers },
  { number: 3, leftOut: momentsOfWriting },
  { number: 5, leftOut: namesOfDocuments },
]

/** Of whole tables, by seed: records were late, and each side cut its input in its own way. */
export const LATE_RULE = 2

/** Of whole tables: behind a topic that the lab's own jobs fill, for an engine that only reads. */
export const UNFILLED_RULE = 4

/** The numbers of batches are each engine's own. */
function batchNumbers(lab: LabFile): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const { with: settings = {} } of Object.values(lab.nodes)) {
    const { table, batchColumn } = settings
    if (typeof table === 'string' && typeof batchColumn === 'string') found[table] = [batchColumn]
  }
  return found
}

/** When a document was written is each engine's own. */
function momentsOfWriting(lab: LabFile): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const { type, with: settings = {} } of Object.values(lab.nodes)) {
    const { index, timestamp } = settings
    if (type === 'opensearch' && typeof index === 'string' && typeof timestamp === 'string')
      found[index] = [timestamp]
  }
  return found
}

/** A document's name is made of its run and its batch. */
function namesOfDocuments(lab: LabFile): Record<string, string[]> {
  const documents = Object.values(lab.nodes).filter(({ type }) => type === 'opensearch')
  return Object.fromEntries(
    documents.flatMap(({ with: { index } = {} }) =>
      typeof index === 'string' ? [[index, ['_id']]] : [],
    ),
  )
}

export interface LeftOut {
  readonly columns: Readonly<Record<string, readonly string[]>>
  /** By table: the rules that leave out anything of it. */
  readonly rules: ReadonlyMap<string, readonly number[]>
}

export function leftOutOf(lab: LabFile): LeftOut {
  const columns: Record<string, readonly string[]> = {}
  const rules = new Map<string, readonly number[]>()
  for (const { number, leftOut } of RULES)
    for (const [table, names] of Object.entries(leftOut(lab))) {
      columns[table] = [...(columns[table] ?? []), ...names]
      rules.set(table, [...(rules.get(table) ?? []), number])
    }
  return { columns, rules }
}
