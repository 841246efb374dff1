// Breakpoints as tests at the edges of jobs. A condition over rows is typed by the edge's rows; one over
// messages, as the filter of messages, by the fields that the next step reads and those that the last
// messages have.
import type { Breakpoint } from '@shared/contract'
import { LabError } from '@shared/errors'
import { compileCondition, printType, type Row, type StructType } from '@shared/expr'
import type { LabEdge, LabFile } from '@shared/lab'
import { compileFilter, fieldsOfValues, joinFields } from '@shared/messages'
import type { RawRecord } from '../model/batch'
import { zoneOf } from '../model/zone'
import { bindLab, type BoundLab, type LabNodeBound } from '../plan/check-lab'
import type { BreakTest, BreakTests } from './job/step-watch'
import { recordText, type RunStats } from './stats'

const NO_FIELDS: StructType = { kind: 'struct', fields: [] }

/** By edge. A mistake in a condition is thrown, with its place. */
export function breakTests(
  breaks: readonly Breakpoint[],
  lab: LabFile,
  stats: RunStats,
  now: () => number,
): BreakTests {
  const bound = bindLab(lab, now)
  const tests = new Map<string, BreakTest[]>()
  for (const asked of breaks)
    for (const { edge, target } of edgesOfBreak(asked, bound)) {
      const holds = target.descriptor.takesRecords
        ? messageTest(asked, target, stats.edges.get(edge.id)?.lastValues ?? [], zoneOf(lab))
        : rowTest(asked, target, edge, now, zoneOf(lab))
      tests.set(edge.id, [...(tests.get(edge.id) ?? []), { asked, holds }])
    }
  return tests
}

/** Edges by which something comes to a step or a sink; or of a topic, those by which it is read. */
function edgesOfBreak({ node }: Breakpoint, { edges, nodes }: BoundLab) {
  const isTopic = nodes.get(node)?.bound.topic !== undefined
  const found = edges
    .filter(edge => (isTopic ? edge.from : edge.to) === node)
    .flatMap(edge => {
      const target = nodes.get(edge.to)
      return target?.bound.create ? [{ edge, target }] : []
    })
  if (found.length === 0)
    throw new LabError('break-no-node', { kind: 'usage', params: { field: 'node', node } })
  return found
}

function rowTest(
  { where }: Breakpoint,
  { inputs }: LabNodeBound,
  edge: LabEdge,
  now: () => number,
  timezone: string,
): BreakTest['holds'] {
  const row = inputs.find(input => input.edge.id === edge.id)?.stream.row ?? NO_FIELDS
  const holds = compileCondition(where, row, { timezone, now })
  return item => {
    try {
      return holds(item as Row) === true
    } catch {
      // The condition has no value for this row: a division by zero, say.
      return false
    }
  }
}

function messageTest(
  { where }: Breakpoint,
  { bound }: LabNodeBound,
  values: readonly string[],
  timezone: string,
): BreakTest['holds'] {
  const declared = bound.outputs['out']?.row ?? NO_FIELDS
  const fields = printType(joinFields(declared, fieldsOfValues(values)))
  const verdictOf = compileFilter({ where, fields, timezone })
  return item => verdictOf(messageOf(item as RawRecord)) === 'yes'
}

function messageOf(record: RawRecord) {
  const { key = null, value, headers = {} } = recordText(record)
  return {
    partition: record.partition,
    offset: record.offset,
    timeMs: record.timeMs,
    key,
    value: record.value === null ? null : value,
    headers: Object.entries(headers),
    sizeBytes: (record.key?.length ?? 0) + (record.value?.length ?? 0),
  }
}
