// A record looks the same whether its source feeds a topic or a job: with its key, its time and its
// headers, which a peek shows.
import { describe, expect, it } from 'vitest'
import { recordRow } from '@shared/lab'
import { rawRecord } from './paced-source'
import { EdgeStats } from './stats'

/** Not a text in UTF-8, so a peek shows it as hexadecimal digits. */
const BYTES = Buffer.from([255, 254, 253, 252, 251])

describe('a record of a source', () => {
  const record = { key: 'k', value: 'v', headers: { kind: 'sale', raw: BYTES } }

  it('keeps its headers, and takes the given time when it has none of its own', () => {
    const raw = rawRecord(record, 7, 1000)
    expect(raw).toMatchObject({ partition: 0, offset: 7, timeMs: 1000 })
    expect(raw.headers).toEqual({ kind: Buffer.from('sale'), raw: BYTES })
    expect(rawRecord({ ...record, timestamp: 5 }, 7, 1000).timeMs).toBe(5)
  })

  it('shows its headers to a peek', () => {
    const edge = new EdgeStats('a>b', recordRow)
    edge.pass({ rows: [], records: [rawRecord(record, 0, 0)] })
    const [item] = edge.last.since(undefined).items
    expect(item && edge.peek(item).headers).toEqual({ kind: 'sale', raw: '0xfffefdfcfb' })
  })
})
