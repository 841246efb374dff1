// The way back to a record where retention has deleted what was read long ago. Ways and topics are made up.
import { labFileSchema } from '@shared/lab'
import { expect, it } from 'vitest'
import type { RawRecord } from '../../model/batch'
import { bindLab } from '../../plan/check-lab'
import { findBack } from './find-back'
import { newVisit } from './trace'

const lab = labFileSchema.parse({
  sluice: 1,
  id: 'l',
  title: 'l',
  connections: { broker: { type: 'kafka' } },
  nodes: {
    in: { type: 'topic', with: { connection: 'broker', topic: 'in' } },
    rows: { type: 'parse', from: 'in', with: { fields: { id: 'int' } } },
  },
})
const BEGIN = 700

/** As a broker: what is gone is out of range. */
async function* read(_topic: string, partition: number, from: number, to = 0) {
  if (from < BEGIN) throw new Error('out of range')
  for (let offset = from; offset < to; offset++)
    yield { partition, offset, timeMs: offset, key: null, value: Buffer.from(''), headers: {} }
}

it('finds the record of a moment among those that are still there', async () => {
  const bound = bindLab(lab, () => 0)
  const edge = bound.edges.find(({ to }) => to === 'rows')
  if (!edge) throw new Error('no such edge')
  const visits = (record: RawRecord) => [newVisit('rows', 0, { rows: [{ at: record.timeMs }] })]
  const tracer = {
    ...{ last: [], bound },
    operatorOf: () => ({
      batch: () => {},
      timeFor: (_: number, row: object) => Reflect.get(row, 'at'),
    }),
    walk: () => {
      const way = { visits: visits({ ...gone, timeMs: -1 }) }
      return {
        ...way,
        into: async (_: string, { records = [] }: { records?: readonly RawRecord[] }) =>
          void way.visits.splice(0, 1, ...records.flatMap(visits)),
        close: async () => {},
      }
    },
  }
  const parts = { tracer, edge, topic: 'in', reader: { read }, begins: new Map([[0, BEGIN]]) }
  const back = (at: number) =>
    findBack({ ...parts, positions: new Map([[0, 1500]]) }, 'rows', { at })
  expect(await back(720)).toEqual({ partition: 0, offset: 720 })
  expect(await back(BEGIN - 1)).toBeUndefined()
})

const gone: RawRecord = {
  ...{ partition: 0, offset: 0, timeMs: 0, key: null, value: null, headers: {} },
}
