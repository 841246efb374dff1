// Issue 3: totals recomputed from the topic by an independent path (kafkajs alone, cents in BigInt) equal the table exactly, after
// 20 kill -9 at random moments of `serve` and of a run; and the topic holds exactly the events that were asked for.
import { Client } from 'cassandra-driver'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { startSluice, tempDir, type RunningCli } from '../support/cli'
import { centsOfStored } from '../support/expected/cents'
import { r0Totals } from '../support/expected/products'
import { startServe, type Served } from '../support/serve'
import { readTopic, type ReadRecord } from '../support/topic-reader'

const LAB = 'r0-vendas-ecommerce'
const EVENTS = 20_000
const EVENTS_PER_SECOND = 800
const KILLS = 20
const PAUSE_MS_MIN = 250
const PAUSE_MS_MAX = 1500

const cleanUp: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo()
})

describe('R0 under kill -9', () => {
  it(`has exact totals after ${KILLS} kills of serve and of the run`, { timeout: 400_000 }, async () => {
    const [serveData, runData] = [await tempDir('serve'), await tempDir('run')]
    cleanUp.push(serveData.remove, runData.remove)
    const serve = await startServe({ data: serveData.path })
    cleanUp.push(() => serve.kill9())
    const begin = () => startRun(['--data', runData.path, '--kafka', serve.kafka, '--cql', serve.cql])
    let run = begin()
    cleanUp.push(() => run.kill9())
    const killed = { serve: 0, run: 0 }
    const story: string[] = []
    const tell = (what: string) => story.push(`${new Date().toISOString()} ${what}`)
    for (let kill = 0; kill < KILLS; kill++) {
      await sleep(PAUSE_MS_MIN + Math.random() * (PAUSE_MS_MAX - PAUSE_MS_MIN))
      if (kill % 2 === 0) {
        tell('serve killed')
        await serve.kill9()
        await sleep(Math.random() * 300)
        await serve.restart()
        tell('serve ready')
        killed.serve++
      } else {
        tell('run killed')
        await run.kill9()
        run = begin()
        killed.run++
      }
    }
    const ended = await run.ended
    expect(ended, run.stderr()).toEqual({ code: 0, signal: null })
    expect(killed.serve + killed.run).toBe(KILLS)
    await expectExact(serve, run, story.join('\n'))
  })

  it('goes on to exactly N events when engines and run die together', { timeout: 300_000 }, async () => {
    const data = await tempDir('alone')
    cleanUp.push(data.remove)
    for (let kill = 0; kill < 5; kill++) {
      const run = startRun(['--data', data.path])
      cleanUp.push(() => run.kill9())
      await sleep(1000 + Math.random() * 2000)
      await run.kill9()
    }
    const last = startRun(['--data', data.path])
    cleanUp.push(() => last.kill9())
    expect(await last.ended, last.stderr()).toEqual({ code: 0, signal: null })
    const serve = await startServe({ data: data.path })
    cleanUp.push(() => serve.stop())
    await expectExact(serve, last)
  })
})

function startRun(where: readonly string[]): RunningCli {
  return startSluice([
    'run',
    LAB,
    '--events',
    String(EVENTS),
    '--rate',
    String(EVENTS_PER_SECOND),
    '--seed',
    '7',
    '--json',
    ...where,
  ])
}

interface Result {
  readonly tables: Readonly<Record<string, readonly { nome_produto: string; valor_total: number }[]>>
  readonly ledger: { readonly lost: number; readonly doubled: number }
}

async function expectExact(serve: Served, run: RunningCli, story = ''): Promise<void> {
  const records = await readTopic(serve.kafka, 'vendas-ecommerce')
  expect(twice(records), story).toEqual([])
  expect(records.length).toBe(EVENTS)
  const expected = sorted(r0Totals(records.map(record => record.value)))
  expect(expected.length).toBeGreaterThan(0)
  expect(await storedTotals(serve.cql)).toEqual(expected)
  // What the last run printed says the same.
  const result: Result = JSON.parse(run.stdout().trim().split('\n').at(-1)!)
  const printed = result.tables['atividade_cassandra.vendas_por_produto']!
  expect(sorted(printed.map(row => [row.nome_produto, centsOfStored(row.valor_total)]))).toEqual(expected)
  expect(result.ledger).toMatchObject({ lost: 0, doubled: 0 })
}

/** Runs of records that stand twice in the topic: where first, where again, how many, and when each was made. */
function twice(records: readonly ReadRecord[]) {
  const firsts = new Map<string, ReadRecord>()
  const runs: { first: number; again: number; count: number; firstAt: string; againAt: string }[] = []
  for (const record of records) {
    // The order's own id: an event made anew after a restart may tell another moment of sale.
    const id = /"id_ordem": "([^"]+)"/.exec(record.value)?.[1] ?? record.value
    const first = firsts.get(id)
    if (!first) {
      firsts.set(id, record)
      continue
    }
    const last = runs.at(-1)
    if (last && last.again + last.count === record.offset && last.first + last.count === first.offset) last.count++
    else {
      const at = (r: ReadRecord) => new Date(r.timeMs).toISOString()
      runs.push({ first: first.offset, again: record.offset, count: 1, firstAt: at(first), againAt: at(record) })
    }
  }
  return runs
}

async function storedTotals(cql: string) {
  const client = new Client({ contactPoints: [cql], localDataCenter: 'datacenter1' })
  try {
    const { rows } = await client.execute('SELECT nome_produto, valor_total FROM atividade_cassandra.vendas_por_produto')
    return sorted(rows.map(row => [String(row.nome_produto), centsOfStored(row.valor_total)]))
  } finally {
    await client.shutdown()
  }
}

const sorted = (totals: Iterable<readonly [string, bigint]>) =>
  [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, total]) => ({ name, total }))
