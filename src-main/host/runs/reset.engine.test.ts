// A lab is taken back to its start: what will go is said before, what went afterwards, and the next
// run makes the same records again.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { readResult } from '@shared/contract'
import { openHost } from '../testing'

const closers: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function newDir() {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-reset-'))
  closers.push(() => rm(dir, { recursive: true, force: true }))
  return dir
}

async function open(dataDir: string) {
  const host = await openHost(dataDir)
  closers.push(host.close)
  return host
}
type Client = Awaited<ReturnType<typeof open>>['client']

/** 20 records, to the end. */
async function runOf(
  client: Client,
  text: string,
  seed?: number,
  profiles: Readonly<Record<string, string>> = {},
) {
  const overrides = { events: 20, ...(seed === undefined ? {} : { seed }) }
  await client.runs.start({ ref: 'desk', text, overrides, profiles, endWhenDrained: true })
  await vi.waitUntil(
    async () =>
      ENDED.has((await client.runs.list({})).find(run => run.lab === 'desk')?.state ?? ''),
    { timeout: 60_000 },
  )
}

const TEXT = `sluice: 1
id: desk
title: Desk
seed: 7
connections: { broker: { type: kafka }, store: { type: sql } }
records: { sale: { fields: { id: = event_seq, n: { int: [1, 9] } } } }
nodes:
  made: { type: fake-data, with: { record: sale, rate: max } }
  sales: { type: topic, from: made, with: { connection: broker, topic: sales } }
  parsed:
    type: parse
    from: { node: sales, group: readers, start: earliest }
    with: { format: json, fields: { id: long, n: int } }
  kept: { type: sql, from: parsed, with: { connection: store, table: kept, key: [id] } }
  lines: { type: files, from: parsed, with: { path: lines.csv, format: csv } }
`
const ENDED = new Set(['finished', 'stopped', 'failed'])

it('resets a lab, says what goes and what went, and begins anew', async () => {
  const { client } = await open(await newDir())
  const lab = 'desk'
  const nothing = await client.runs.contents({ lab, text: TEXT })
  expect(nothing).toMatchObject({ topics: [], groups: [], tables: [], files: 0, hasState: false })

  const runToItsEnd = async () => {
    await runOf(client, TEXT)
    return (await client.topics.browse({ topic: 'sales', from: 'oldest', limit: 20 })).records
  }
  const first = await runToItsEnd()
  expect(first).toHaveLength(20)
  const goes = await client.runs.contents({ lab, text: TEXT })
  expect(goes).toEqual({
    topics: [{ topic: 'sales', records: 20 }],
    groups: ['readers'],
    tables: ['kept'],
    files: 1,
    fileNames: ['lines.csv'],
    filesKept: 0,
    hasState: true,
    seed: 7,
  })

  const { went, state } = await client.runs.reset({ lab, text: TEXT })
  expect(went).toEqual(goes)
  expect(ENDED.has(state)).toBe(true)
  expect(await client.runs.list({})).toEqual([])
  expect(await client.runs.contents({ lab, text: TEXT })).toEqual(nothing)
  expect((await runToItsEnd()).map(({ value }) => value)).toEqual(first.map(({ value }) => value))
})

it('empties what another host filled through a profile, before the first run here', async () => {
  const shared = await newDir()
  const appends = TEXT.replace('key: [id]', 'key: []')
  const profiles = { store: 'tests' }
  const openHere = async () => {
    const host = await open(await newDir())
    const profile = { engine: 'embedded', file: join(shared, 'shared.duckdb') }
    await host.client.connections.save({ name: 'tests', type: 'sql', profile, keep: false })
    return host
  }
  const before = await openHere()
  await runOf(before.client, appends, 9, profiles)
  await before.close()

  const { client } = await openHere()
  await client.runs.reset({ lab: 'desk', text: appends, profiles })
  await runOf(client, appends, 9, profiles)
  const { tables } = await readResult(from => client.runs.result({ lab: 'desk', from }))
  expect(tables['kept']).toHaveLength(20)
})

it('resets a lab whose run an earlier host made, with a seed of its own', async () => {
  const dataDir = await newDir()
  // Without a key a table shows every row that was ever written.
  const appends = TEXT.replace('key: [id]', 'key: []')
  const before = await open(dataDir)
  await runOf(before.client, appends, 9)
  await before.close()

  const { client } = await open(dataDir)
  const { went } = await client.runs.reset({ lab: 'desk', text: appends })
  expect(went).toMatchObject({ tables: ['kept'], groups: ['readers'], files: 1, hasState: true })
  expect(await client.groups.list({})).toEqual([])
  await runOf(client, appends)
  const { tables } = await readResult(from => client.runs.result({ lab: 'desk', from }))
  expect(tables['kept']).toHaveLength(20)
})

it('takes the files that the lab wrote, and leaves a person’s own beside them', async () => {
  const dataDir = await newDir()
  const { client } = await open(dataDir)
  await runOf(client, TEXT)
  const folder = join(dataDir, 'files/desk')
  await mkdir(join(folder, 'notes'))
  await writeFile(join(folder, 'notes/mine.txt'), 'keep me')
  await writeFile(join(folder, 'lines-2.csv'), 'keep me too')
  await mkdir(join(folder, 'outbox/gone'), { recursive: true })

  const goes = await client.runs.contents({ lab: 'desk', text: TEXT })
  expect(goes).toMatchObject({ files: 1, fileNames: ['lines.csv'], filesKept: 2 })
  const { went } = await client.runs.reset({ lab: 'desk', text: TEXT })
  expect(went).toMatchObject({ files: 1, fileNames: ['lines.csv'], filesKept: 2 })
  const left = await readdir(folder, { recursive: true })
  expect(left.toSorted()).toEqual(['lines-2.csv', 'notes', join('notes', 'mine.txt')])
})
