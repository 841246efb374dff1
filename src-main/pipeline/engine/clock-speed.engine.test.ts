// The clock's speed in a whole run: rates go by the lab's clock, so a lab of minutes is over in less
// than a second, with the event times that it would have had.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainKafka } from '@main/connections'
import { startBroker } from '@main/kafka'
import { expect, it } from 'vitest'
import { checkLab, startRun } from '..'

const LAB = `
sluice: 1
id: speed
title: Speed
seed: 3
connections: { broker: { type: kafka } }
records:
  order: { fields: { id: sequence, at: { time: epochMs } } }
nodes:
  made: { type: fake-data, with: { record: order, rate: 2/s, events: 400 } }
  orders: { type: topic, from: made, with: { connection: broker, topic: orders } }
  order: { type: parse, from: orders, with: { fields: { id: long, at: long } } }
  all:
    type: aggregate
    from: order
    with: { by: { kind: '1' }, compute: { n: count(*), first: min(at), last: max(at) }, mode: complete }
  shown: { type: live, from: all }
`

it('goes faster with its clock: rates and event times are by that', async () => {
  const { lab, problems } = checkLab(LAB)
  if (!lab || problems.length > 0) throw new Error(JSON.stringify(problems))
  const dir = await mkdtemp(join(tmpdir(), 'pipeline-speed-'))
  const broker = await startBroker({ dataDir: join(dir, 'kafka'), port: 0, durability: 'fast' })
  try {
    const run = startRun({
      lab,
      dataDir: dir,
      connections: { broker: plainKafka(`127.0.0.1:${broker.port}`) },
      durability: 'fast',
      endWhenDrained: true,
    })
    while (run.summary().ledger.arrived === 0) await new Promise(resolve => setTimeout(resolve, 10))
    const { applied } = await run.patch({ ...lab, speed: 500 })
    expect(applied.map(c => [c.path, c.needs])).toEqual([['speed', 'live']])
    expect(run.summary().clockSpeed).toBe(500)
    const { tables, error, ledger } = await run.done
    expect(error).toBeUndefined()
    expect(ledger).toMatchObject({ expected: 400, arrived: 400, lost: 0, doubled: 0 })
    const [row] = tables.shown ?? []
    expect(Number(row?.n)).toBe(400)
    // The last of 400 records at two a second falls due 199.5 s after the first.
    expect(Number(row?.last) - Number(row?.first)).toBe(199_500)
    const { clockMs = 0 } = run.summary()
    expect(clockMs).toBeGreaterThanOrEqual(Math.floor(Number(row?.last) / 1000) * 1000)
  } finally {
    await broker.stop()
    await rm(dir, { recursive: true, force: true })
  }
})
