// Dead letters of a running lab are opened with their bytes and sent again: mended ones arrive, and
// the ledger still tells what the lab's own sources made.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { readResult } from '@shared/contract'
import { openHost } from '../testing'

const closers: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const TEXT = `sluice: 1
id: desk
title: Desk
connections: { broker: { type: kafka }, store: { type: sql } }
records: { sale: { fields: { id: = event_seq, n: 5 } } }
nodes:
  made: { type: fake-data, with: { record: sale, rate: max } }
  sales: { type: topic, from: made, with: { connection: broker, topic: sales } }
  parsed:
    type: parse
    from: { node: sales, group: readers, start: earliest }
    with: { format: json, fields: { id: long, n: int } }
  small: { type: filter, from: parsed, with: { where: 'n < 100' } }
  kept: { type: sql, from: small, with: { connection: store, table: kept, key: [id] } }
`
const lab = 'desk'
const wait = (until: () => Promise<boolean>) => vi.waitUntil(until, { timeout: 60_000 })

it('opens a letter, sends it again mended, and keeps the ledger true', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-letters-'))
  closers.push(() => rm(dir, { recursive: true, force: true }))
  const { client, close } = await openHost(dir)
  closers.push(close)
  await client.runs.start({ ref: lab, text: TEXT, overrides: { events: 20 } })
  const ledger = async () => (await client.runs.list({})).find(run => run.lab === lab)?.ledger
  await wait(async () => (await ledger())?.arrived === 20)

  const headers = { origin: 'desk', 'sluice-run': 'earlier.made', 'sluice-seq': '3' }
  await client.topics.produce({
    topic: 'sales',
    records: [
      { key: 'k', value: '{"id": 900, "n": "many"}', headers },
      { key: null, value: `{"id": 901, "n": ${'9'.repeat(6000)}` },
    ],
  })
  const letters = async () => (await client.runs.deadLetters({ lab })).items
  await wait(async () => (await letters()).length === 2)
  const [first, second] = await letters()
  if (!first || !second) throw new Error('no letters')

  const opened = await client.runs.deadLetter({ lab, seq: first.seq })
  expect(opened).toMatchObject({
    ...{ topic: 'sales', value: '{"id": 900, "n": "many"}', sizeBytes: 24 },
    letter: { node: 'parsed', key: 'k', offset: '20' },
    headers: [
      ['origin', 'desk'],
      ['sluice-run', 'earlier.made'],
      ['sluice-seq', '3'],
    ],
  })
  expect(Buffer.from(opened.hex ?? '', 'hex').toString()).toBe(opened.value)
  // The run shows 4,000 characters; the record is whole.
  const whole = await client.runs.deadLetter({ lab, seq: second.seq })
  expect(second.value.length).toBeLessThan(whole.value?.length ?? 0)

  const wanted = [{ seq: first.seq, value: '{"id": 900, "n": 7}' }, { seq: second.seq }]
  const [sent, atOnce] = await Promise.all([
    client.runs.sendAgain({ lab, letters: [...wanted, { seq: 4711 }] }),
    client.runs.sendAgain({ lab, letters: wanted }),
  ])
  expect(atOnce.sent).toEqual([])
  expect(sent).toEqual({
    sent: [
      { seq: first.seq, topic: 'sales', partition: 0, offset: '22' },
      { seq: second.seq, topic: 'sales', partition: 0, offset: '23' },
    ],
    refused: [{ seq: 4711, reason: expect.objectContaining({ code: 'letter-unknown' }) }],
  })
  expect(await client.runs.sentAgain({ lab })).toEqual(sent.sent)
  const twice = await client.runs.sendAgain({ lab, letters: [{ seq: first.seq }] })
  expect(twice.refused[0]?.reason.code).toBe('letter-sent')

  const { records } = await client.topics.browse({ topic: 'sales', from: { offset: 22 }, limit: 9 })
  expect(records).toMatchObject([
    {
      ...{ key: 'k', value: '{"id": 900, "n": 7}' },
      headers: [
        ['origin', 'desk'],
        ['sluice-again', 'sales/0/20'],
      ],
    },
    { key: null, headers: [['sluice-again', 'sales/0/21']] },
  ])
  expect(records[1]?.value).toBe(whole.value)

  // The one that was not mended is a letter again.
  await wait(async () => (await letters()).length === 3)
  expect(await ledger()).toMatchObject({ expected: 20, arrived: 20, lost: 0, doubled: 0 })
  await client.topics.empty({ topic: 'sales' })
  expect(await client.runs.deadLetter({ lab, seq: second.seq })).toMatchObject({ lacks: 'gone' })
  const gone = await client.runs.sendAgain({ lab, letters: [{ seq: second.seq }], twice: true })
  expect(gone.refused[0]?.reason.code).toBe('letter-gone')

  await client.runs.stop({ lab })
  const { tables } = await readResult(from => client.runs.result({ lab, from }))
  const kept = Object.entries(tables).find(([name]) => name.includes('kept'))?.[1] ?? []
  expect(kept.map(row => Number(row['id']))).toContain(900)

  // Another record stands at its place in a topic that was made anew.
  await client.topics.delete({ topic: 'sales' })
  await client.topics.create({ topic: 'sales', partitions: 1 })
  const strangers = Array.from({ length: 30 }, (_, n) => ({ key: 'k', value: `{"id": ${n}}` }))
  await client.topics.produce({ topic: 'sales', records: strangers })
  expect(await client.runs.deadLetter({ lab, seq: first.seq })).toMatchObject({ lacks: 'gone' })
})
