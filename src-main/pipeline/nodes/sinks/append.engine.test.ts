// Sinks that can only append. An SQL table without a key: what a crash or a failed write put there
// twice is counted, exactly, however often it crashes, and remembered. OpenSearch without an id: a
// batch that is written again replaces itself.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddedSql, openSql, type ResolvedConnection } from '@main/connections'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RestoredState } from '../../model/operator'
import { bench, type Bench } from '../../testing/node-bench'
import { TestSearchServer } from '../../testing/search-server'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pipeline-append-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const fields = { id: 'int', name: 'string' }
const row = (id: number) => ({ id, name: `n${id}` })
const rowsFrom = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => row(from + i))
const saved = (node: Bench): RestoredState => {
  const { set = [], facts } = node.operator.snapshot?.(true) ?? {}
  return { keys: new Map(set), facts }
}

it('an SQL table from before a field came: it is said by name, and a clean start makes the table anew', async () => {
  const connections = { tables: embeddedSql(join(dir, 'old.duckdb')) }
  const settings = { connection: 'tables', table: 'people', key: ['id'] }
  const old = bench('sql', settings, { inputs: [fields], connections })
  await old.operator.open?.()
  old.push([row(1)])
  await old.operator.flush?.(1, false)
  await old.operator.close?.()
  const more = { ...fields, age: 'int', born: 'date' }
  const now = bench('sql', settings, { inputs: [more], connections })
  await expect(now.operator.open?.()).rejects.toMatchObject({
    code: 'sql-no-column',
    kind: 'config',
    params: { table: 'people', columns: 'age, born' },
  })
  await now.operator.clear?.()
  await now.operator.close?.()
  await now.operator.open?.()
  now.push([{ ...row(2), age: 30, born: '1990-01-01' }])
  await now.operator.flush?.(1, false)
  await now.operator.close?.()
  const store = await openSql(connections.tables)
  expect(await store.rows('people', 10)).toMatchObject([{ id: 2, age: 30 }])
  await store.close()
})

describe('an SQL table without a key', () => {
  const tables = () => embeddedSql(join(dir, 'append.duckdb'))
  const sink = async (state?: RestoredState, key: readonly string[] = []) => {
    const settings = { connection: 'tables', table: 'log', key }
    const node = bench(
      'sql',
      settings,
      { inputs: [fields], connections: { tables: tables() } },
      state,
    )
    expect(node.problems).toEqual([])
    await node.operator.open?.()
    return node
  }
  const write = async (node: Bench, batchNo: number, rows: readonly object[], again = false) => {
    node.push(rows)
    await node.operator.flush?.(batchNo, again)
  }
  const stored = async () => {
    const store = await openSql(tables())
    const ids = (await store.rows('log', 1000)).map(({ id }) => Number(id))
    await store.close()
    return { rows: ids.length, again: ids.length - new Set(ids).size }
  }

  it('counts what stands there twice after one crash, after one in the middle of the replay, and goes on counting', async () => {
    const first = await sink()
    await write(first, 1, rowsFrom(0, 10))
    const state = saved(first)
    await write(first, 2, rowsFrom(10, 5))
    await write(first, 3, rowsFrom(15, 7))
    await first.operator.close?.()

    const second = await sink(state)
    await write(second, 2, rowsFrom(10, 5), true)
    expect(second.operator.doubled?.()).toBe(12)
    await second.operator.close?.()

    // Killed before its own commit: the same plans once more.
    const third = await sink(state)
    await write(third, 2, rowsFrom(10, 5), true)
    await write(third, 3, rowsFrom(15, 7), true)
    expect(third.operator.doubled?.()).toBe(17)
    expect(third.operator.figures?.()).toMatchObject({ doubled: 17 })
    await write(third, 4, rowsFrom(22, 3))
    expect(await stored()).toEqual({ rows: 25 + 17, again: 17 })

    const fourth = await sink(saved(third))
    await third.operator.close?.()
    await write(fourth, 5, rowsFrom(25, 1))
    expect(fourth.operator.doubled?.()).toBe(17)
    await fourth.operator.close?.()
  })

  it('counts nothing when the crash came before the write, nor what somebody else appended meanwhile', async () => {
    const first = await sink()
    await write(first, 1, rowsFrom(0, 4))
    const state = saved(first)
    await first.operator.close?.()
    const second = await sink(state)
    await write(second, 2, rowsFrom(4, 4), true)
    expect(second.operator.doubled?.()).toBe(0)
    const other = await sink()
    await write(other, 1, rowsFrom(100, 3))
    await other.operator.close?.()
    const third = await sink(saved(second))
    await second.operator.close?.()
    await write(third, 3, rowsFrom(8, 4))
    expect(third.operator.doubled?.()).toBe(0)
    await third.operator.close?.()
  })

  it('counts a write that came through although it was said to have failed', async () => {
    const node = await sink()
    await write(node, 1, rowsFrom(0, 4))
    const store = await openSql(tables())
    await store.query(`INSERT INTO log VALUES ${rowsFrom(4, 3).map(r => `(${r.id}, '${r.name}')`)}`)
    await store.close()
    await write(node, 2, rowsFrom(4, 3), true)
    expect(node.operator.doubled?.()).toBe(3)
    expect(await stored()).toEqual({ rows: 10, again: 3 })
    await node.operator.close?.()
  })

  it('has nothing to count with a key', async () => {
    const first = await sink(undefined, ['id'])
    await write(first, 1, rowsFrom(0, 4))
    await write(first, 1, rowsFrom(0, 4), true)
    expect(first.operator.doubled?.()).toBe(0)
    expect(await stored()).toEqual({ rows: 4, again: 0 })
    await first.operator.close?.()
  })
})

describe('OpenSearch', () => {
  let server: TestSearchServer
  let search: ResolvedConnection
  beforeEach(async () => {
    server = new TestSearchServer()
    search = await server.listen()
  })
  afterEach(() => server.close())

  it('shows the document of a key before and after, and that of a row without one afterwards', async () => {
    const open = async (keep: string) => {
      const settings = { connection: 'search', index: 'totals', keep }
      const options = {
        inputs: [fields],
        stream: { keys: ['id'], mode: 'update' as const },
        connections: { search },
      }
      const { operator } = bench('opensearch', settings, options)
      await operator.open?.()
      return operator
    }
    const [first, second] = [row(1), { ...row(1), name: 'new' }]
    const latest = await open('latest')
    expect(await latest.stored?.([first], 0)).toEqual([undefined])
    latest.batch(0, { rows: [first], removed: [] }, () => {})
    await latest.flush?.(1, false)
    expect(await latest.stored?.([second], 0)).toEqual([first])
    latest.batch(0, { rows: [second], removed: [] }, () => {})
    await latest.flush?.(2, false)
    expect(await latest.stored?.([second], 0)).toEqual([second])
    await latest.close?.()
    // Each batch adds its own documents, so a row has one once its batch is known.
    const all = await open('all')
    await expect(all.stored?.([first], 0)).rejects.toThrow('in no document')
    all.batch(0, { rows: [first], removed: [] }, () => {})
    await all.flush?.(1, false)
    expect(await all.stored?.([first], 0)).toEqual([first])
    expect(all.storedKey).toBeUndefined()
    await all.close?.()
  })

  it('lets go of what is gone from its table when it keeps the latest', async () => {
    const settings = { connection: 'search', index: 'totals', keep: 'latest' }
    const options = {
      inputs: [fields],
      stream: { keys: ['id'], mode: 'update' as const },
      connections: { search },
    }
    const sink = bench('opensearch', settings, options)
    await sink.operator.open?.()
    sink.push([row(1), row(2)])
    await sink.operator.flush?.(1, false)
    expect(server.documents.size).toBe(2)
    sink.operator.batch(0, { rows: [], removed: [{ id: 2 }] }, () => {})
    await sink.operator.flush?.(2, false)
    expect([...server.documents.values()]).toEqual([{ id: 1, name: row(1).name }])
    await sink.operator.close?.()
  })

  it('without an id has a batch once, however often it is written, and the next one beside it', async () => {
    const life = async (batchNo: number, from: number, again: boolean) => {
      const sink = bench(
        'opensearch',
        { connection: 'search', index: 'events' },
        { inputs: [fields], connections: { search } },
      )
      expect(sink.problems).toEqual([])
      await sink.operator.open?.()
      sink.push([row(from), row(from), row(from + 1)])
      await sink.operator.flush?.(batchNo, again)
      await sink.operator.close?.()
    }
    await life(1, 0, false)
    await life(1, 0, true)
    // Two equal rows of one batch are two documents.
    expect(server.documents.size).toBe(3)
    await life(2, 0, false)
    expect(server.documents.size).toBe(6)
  })
})

describe('a table that refuses a row', () => {
  it('takes all the others; the row is a dead letter, once', async () => {
    const tables = embeddedSql(join(dir, 'strict.duckdb'))
    const store = await openSql(tables)
    await store.query('CREATE TABLE strict (id INTEGER PRIMARY KEY CHECK (id < 100), name VARCHAR)')
    await store.close()
    const node = bench(
      'sql',
      { connection: 'tables', table: 'strict', key: ['id'], create: false },
      { inputs: [fields], connections: { tables } },
    )
    await node.operator.open?.()
    node.push([...rowsFrom(1, 20), row(500), ...rowsFrom(30, 20), row(700)])
    await node.operator.flush?.(1, false)
    expect(node.operator.figures?.()).toMatchObject({ written: 40 })
    expect(node.dead.map(({ row, reason }) => [row?.['id'], reason.code])).toEqual([
      [500, 'row-refused'],
      [700, 'row-refused'],
    ])
    await node.operator.close?.()
  })
})
