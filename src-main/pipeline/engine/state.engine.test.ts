// The state that a person sees is what the sink got, key by key; with more keys than memory keeps, too.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainKafka } from '@main/connections'
import { startBroker } from '@main/kafka'
import { expect, it } from 'vitest'
import { checkLab, keyHistory, startRun } from '..'

const LAB = `
sluice: 1
id: kept
title: Kept
seed: 3
checkpoints: { keep: 100, every: '0 s' }
connections: { broker: { type: kafka } }
records:
  order: { fields: { id: uuid, product: { choice: [Lamp, Desk, Chair] }, price: { int: [1, 9] } } }
nodes:
  made: { type: fake-data, with: { record: order, rate: 100/s } }
  orders: { type: topic, from: made, with: { connection: broker, topic: orders } }
  order: { type: parse, from: orders, with: { fields: { id: string, product: string, price: long } } }
  totals:
    type: aggregate
    from: order
    with: { by: { product: product }, compute: { n: count(*), sum: sum(price) }, mode: update }
  shown: { type: live, from: totals }
  once: { type: dedupe, from: order, with: { by: [product] } }
  first: { type: live, from: once }
`

it('what a node keeps by key is what its sink got', async () => {
  const { lab, problems } = checkLab(LAB)
  if (!lab) throw new Error(JSON.stringify(problems))
  const dir = await mkdtemp(join(tmpdir(), 'pipeline-state-'))
  const broker = await startBroker({ dataDir: join(dir, 'kafka'), port: 0, durability: 'fast' })
  try {
    const run = startRun({
      lab,
      dataDir: dir,
      connections: { broker: plainKafka(`127.0.0.1:${broker.port}`) },
      overrides: { events: 3000, rate: 'max' },
      durability: 'fast',
      endWhenDrained: true,
    })
    const { tables, error } = await run.done
    expect(error).toBeUndefined()
    const { items, fields } = await run.feeds.state({ node: 'totals' })
    expect(fields).toEqual(['product'])
    const kept = items.map(({ key, value }) => ({ product: key[0], ...JSON.parse(value) }))
    const byName = (a: object, b: object) => JSON.stringify(a).localeCompare(JSON.stringify(b))
    expect(kept.sort(byName)).toEqual(tables['shown']?.toSorted(byName))
    for (const { since, touched } of items) expect(touched).toBeGreaterThanOrEqual(since ?? NaN)
    const states = await run.feeds.states()
    expect(states.map(({ node, keys }) => [node, keys])).toEqual([
      ['totals', 3],
      ['once', 3],
    ])
    const seen = await run.feeds.state({ node: 'once', search: 'lamp' })
    expect(seen.items.map(({ key }) => key)).toEqual([['Lamp']])

    // The same key at each checkpoint: it only grows, and ends as the sink has it.
    const moments = await keyHistory(dir, lab, 'totals', ['Lamp'])
    expect(moments.length).toBeGreaterThan(1)
    const counts = moments.map(({ items: [item] }) => Number(JSON.parse(item?.value ?? '{}').n))
    expect(counts).toEqual(counts.toSorted((a, b) => b - a))
    expect(counts[0]).toBe(tables['shown']?.find(({ product }) => product === 'Lamp')?.['n'])
    expect((await keyHistory(dir, lab, 'totals', ['Sofa']))[0]?.items).toEqual([])
    await expect(keyHistory(dir, lab, 'shown', ['Lamp'])).rejects.toMatchObject({
      code: 'run-no-state',
    })
  } finally {
    await broker.stop()
    await rm(dir, { recursive: true, force: true })
  }
})
