// What is said of each node's state before a changed lab goes on.
import { expect, it } from 'vitest'
import { labFileSchema, type LabFile } from '@shared/lab'
import { stateFates } from './state-fates'

const totals = (compute: Record<string, string>, more: object = {}) => ({
  type: 'aggregate',
  from: 'rows',
  with: { by: { k: 'k' }, compute, mode: 'update', ...more },
})
const machine = (state: Record<string, object>, more: object = {}) => ({
  type: 'machine',
  from: 'rows',
  with: { by: { k: 'k' }, state, set: { n: 'state.n + 1' }, ...more },
})
const N = { type: 'long', start: '0' }

function labOf(nodes: Record<string, object>, fields: Record<string, string> = {}): LabFile {
  return labFileSchema.parse({
    ...{ sluice: 1, id: 'fates', title: 'fates', timezone: 'UTC' },
    connections: { broker: { type: 'kafka' } },
    nodes: {
      in: { type: 'topic', with: { connection: 'broker', topic: 'in' } },
      rows: {
        type: 'parse',
        from: 'in',
        with: { fields: { k: 'string', v: 'int', at: 'timestamp', ...fields } },
      },
      ...nodes,
    },
  })
}

const before = labOf({
  total: totals({ sum: 'sum(v)' }),
  stock: machine({ n: N }),
  seen: { type: 'dedupe', from: 'rows', with: { by: ['k'] } },
})
const told = (after: LabFile, from = before) =>
  stateFates(from, after).map(({ node, fate, code, params, needsClean }) =>
    [node, fate, code, params.added, params.removed, needsClean].filter(Boolean).join(' | '),
  )

it('says nothing where nothing has changed that matters', () => {
  expect(stateFates(before, before)).toEqual([])
  expect(stateFates(before, { ...before, title: 'other' })).toEqual([])
})

it('keeps state with new fields, and says what keys have in them that are there already', () => {
  const start = { type: 'string', start: "'new'" }
  const first = { type: 'int', start: 'v' }
  const after = labOf({
    total: totals({ n: 'count(*)', high: 'max(v)', sum: 'sum(v)' }),
    stock: machine({ n: N, status: start, first }),
    seen: { type: 'dedupe', from: 'rows', with: { by: ['k'] } },
  })
  expect(told(after)).toEqual([
    'total | grown | state-grown | n = 0, high = NULL',
    'stock | grown | state-grown | status = new, first = NULL',
    'seen | kept | state-kept',
  ])
  expect(told(before, after)).toEqual([
    'total | grown | state-shrunk | n, high',
    'stock | grown | state-shrunk | status, first',
    'seen | kept | state-kept',
  ])
  expect(told(labOf({ ...after.nodes, total: totals({ n: 'count(*)' }) }))[0]).toBe(
    'total | grown | state-grown-and-shrunk | n = 0 | sum',
  )
})

it('drops state whose rules changed, which needs a clean start, and state of nodes that are gone', () => {
  const after = labOf({
    total: totals({ sum: 'sum(v + 1)' }),
    stock: machine({ n: { type: 'string', start: "'0'" } }, { set: { n: "state.n || '1'" } }),
  })
  expect(told(after)).toEqual([
    'total | dropped | change-memory | true',
    'stock | dropped | change-memory | true',
    'seen | dropped | state-node-gone',
  ])
  const long = labOf({ ...before.nodes }, { v: 'long' })
  long.nodes.rows!.with!.fields = { k: 'string', v: 'long', at: 'timestamp' }
  expect(told(long)[0]).toBe('total | dropped | change-input-type | true')
})

it('keeps nothing of the last minutes under other totals, because panes are added up as a whole', () => {
  const sliding = { window: { sliding: '1 minute' }, time: 'at' }
  const of = (compute: Record<string, string>) => labOf({ total: totals(compute, sliding) })
  const wider = of({ n: 'count(*)', sum: 'sum(v)' })
  expect(told(wider, of({ n: 'count(*)' }))).toEqual(['total | dropped | change-memory | true'])
})
