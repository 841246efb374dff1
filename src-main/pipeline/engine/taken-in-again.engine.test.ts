// A source that takes records in from outside, after a life that noted a batch and did not commit it: the
// records of that batch are given again, the same, and none comes twice.
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { parseLab } from '@shared/lab'
import { IntakeLog } from '../nodes/sources/intake/intake-log'
import { testRun } from '../testing/test-run'
import { LabClock } from './clock'
import { Signal } from './signal'
import { SourceInput } from './source-input'

const labAt = (port: number) =>
  parseLab(`
sluice: 1
id: taken
title: Taken
nodes:
  hook: { type: webhook, with: { port: ${port} } }
`).lab
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'taken-in-again-'))
})
afterEach(() => rm(dir, { recursive: true }))

it('gives what a batch had that no commit holds, then what came behind it', async () => {
  const lab = labAt(await freePort())
  if (!lab) throw new Error('not a lab')
  const log = await IntakeLog.open(join(dir, 'intake', 'hook'), {
    ...{ from: 0, onNote: () => {}, head: () => null },
  })
  await log.append(Array.from({ length: 30 }, (_, i) => ({ key: null, value: `${i}` })))
  await log.close()

  const edge = { id: 'hook>shown', from: 'hook', to: 'shown' }
  const run = testRun(lab, await LabClock.open(dir), { runDir: dir })
  const input = new SourceInput(run, edge as never, 0, new Signal(), () => 0)
  await input.open({ '0': 7 }, 14)
  const values = async (from: number, to: number) => {
    const { batch } = await vi.waitFor(() => {
      const chunk = input.takeRange(0, from, to)
      if (!chunk) throw new Error('not yet')
      return chunk
    })
    return (batch.records ?? []).map(({ value }) => Number(value))
  }
  const numbers = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => from + i)
  expect(await values(7, 14)).toEqual(numbers(7, 14))
  expect(await values(14, 30)).toEqual(numbers(14, 30))
  await input.close()
})
