// The host behind an open page is killed: the shell starts it again on the same ports, the page's
// client comes back by itself, and the lab that was running goes on from its checkpoint without
// being asked. Needs the build (`npm run build`).
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectToPage, serveSupervised, type Serving } from '@main/web'
import type { EngineStatus, RunSummary } from '@shared/contract'

const LAB = 'r0-vendas-ecommerce'
let dataDir: string
let serving: Serving

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sluice-host-dies-'))
  serving = await serveSupervised({ dataDir, kafkaPort: 0, cqlPort: 0, uiPort: 0 })
})

afterAll(async () => {
  await serving.stop()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 3 })
})

const moment = () => new Promise(resolve => setTimeout(resolve, 100))

it('comes back on the same address with the lab running, and loses nothing', async () => {
  // The page's way in: a WebSocket with the token of its address.
  const page = await connectToPage(serving.ui ?? '')
  const { runs, engines, queries } = page.client
  const summary = async (): Promise<RunSummary | undefined> =>
    (await runs.list({})).find(run => run.lab === LAB)
  const until = async (holds: (run: RunSummary) => boolean): Promise<RunSummary> => {
    for (;;) {
      const run = await summary()
      if (run?.state === 'failed' || run?.state === 'halted')
        throw new Error(`the run failed: ${JSON.stringify(run.error)}`)
      if (run && holds(run)) return run
      await moment()
    }
  }
  const portsOf = (list: readonly EngineStatus[]) => list.map(({ id, port }) => `${id} ${port}`)
  const ports = portsOf(await engines.list({}))

  await runs.start({ ref: LAB, overrides: { rate: 300, seed: 11 } })
  await until(run => run.ledger.arrived > 300)
  for (let kills = 1; kills <= 2; kills++) {
    const before = (await summary())?.ledger.arrived ?? 0
    const pid = serving.hostPid()
    expect(pid).toBeDefined()
    process.kill(pid ?? 0, 'SIGKILL')
    while (serving.hostPid() === pid) await moment()
    const after = await until(run => run.state === 'running' && run.ledger.arrived > before + 100)
    expect(after.ledger).toMatchObject({ lost: 0, doubled: 0 })
    expect(portsOf(await engines.list({}))).toEqual(ports)
  }
  await runs.stop({ lab: LAB })
  const stopped = await until(run => run.state === 'stopped')
  expect(stopped.ledger).toMatchObject({ lost: 0, doubled: 0 })
  const { rows } = await queries.cql({
    statement: 'SELECT * FROM atividade_cassandra.vendas_por_produto',
  })
  expect(rows.length).toBeGreaterThan(0)
  await page.stop()
})
