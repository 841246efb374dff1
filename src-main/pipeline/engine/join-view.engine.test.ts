// The rows of a join that people see agree with the ledger and with the state browser.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainKafka } from '@main/connections'
import { startBroker } from '@main/kafka'
import { expect, it } from 'vitest'
import type { JoinOutcome, JoinRow } from '@shared/contract'
import { checkLab, startRun } from '..'

const LAB = `
sluice: 1
id: pairs
title: Pairs
seed: 3
connections: { broker: { type: kafka } }
records:
  order: { fields: { id: { int: [1, 400] }, at: { time: '%Y-%m-%dT%H:%M:%SZ' } } }
  bill: { fields: { id: { int: [200, 600] }, at: { time: '%Y-%m-%dT%H:%M:%SZ' } } }
nodes:
  made: { type: fake-data, with: { record: order, rate: 100/s } }
  paid: { type: fake-data, with: { record: bill, rate: 100/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: orders } }
  payments: { type: topic, from: paid, with: { connection: broker, topic: payments } }
  order: { type: parse, from: orders, with: { fields: { id: int, at: timestamp } } }
  payment: { type: parse, from: payments, with: { fields: { id: int, at: timestamp } } }
  pair:
    type: join
    from: [order, payment]
    with: { on: { id: id } }
  shown: { type: console, from: pair }
`

it('has the counts of the ledger and the rows of the state browser', async () => {
  const { lab, problems } = checkLab(LAB)
  if (!lab) throw new Error(JSON.stringify(problems))
  const dir = await mkdtemp(join(tmpdir(), 'pipeline-join-view-'))
  const broker = await startBroker({ dataDir: join(dir, 'kafka'), port: 0, durability: 'fast' })
  try {
    const run = startRun({
      lab,
      dataDir: dir,
      connections: { broker: plainKafka(`127.0.0.1:${broker.port}`) },
      overrides: { events: 500, rate: 'max' },
      durability: 'fast',
      endWhenDrained: true,
    })
    const { error, ledger } = await run.done
    expect(error).toBeUndefined()
    const all = async (outcome: JoinOutcome) => {
      const rows: JoinRow[] = []
      let from: number | undefined = 0
      while (from !== undefined) {
        const page = await run.feeds.joins({ node: 'pair', outcome, from, limit: 100 })
        rows.push(...page.items)
        from = page.next
      }
      return rows
    }
    const waiting = await all('waiting')
    const found = await all('found')
    const { sides, how } = await run.feeds.joins({ node: 'pair', outcome: 'waiting' })
    expect(how).toBe('inner')
    expect(sides.map(({ from }) => from)).toEqual(['order', 'payment'])
    for (const { dots: _, from: __, delayMs: ___, kept, ...counts } of sides) {
      expect(ledger.joins).toContainEqual({ node: 'pair', ...counts })
      expect(waiting.filter(({ input }) => input === counts.input)).toHaveLength(counts.waiting)
      expect(found.filter(({ input }) => input === counts.input)).toHaveLength(counts.matched)
      expect(kept).toBe(counts.waiting + counts.matched)
    }
    expect(waiting.length).toBeGreaterThan(0)
    expect(found.length).toBeGreaterThan(0)
    const { keys } = await run.feeds.state({ node: 'pair' })
    expect(keys).toBe(waiting.length + found.length)

    const [row] = waiting
    const one = await run.feeds.joins({ node: 'pair', outcome: 'waiting', key: row?.key ?? '' })
    expect(one.items).toContainEqual(row)
    expect(one.items.every(({ key }) => key === row?.key)).toBe(true)
    await expect(run.feeds.joins({ node: 'shown', outcome: 'waiting' })).rejects.toMatchObject({
      code: 'run-no-join',
    })
  } finally {
    await broker.stop()
    await rm(dir, { recursive: true, force: true })
  }
})
