// The durable map: what was put is there after a restart, a rewrite, a torn tail and damage; a
// failed write does not end it.
import { mkdtemp, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { StateLog } from './state-log'

async function place() {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-state-'))
  const path = join(dir, 'state.log')
  return { dir, path, open: () => StateLog.open(path, 'fast', join(dir, 'damaged')) }
}

describe('the state log', () => {
  it('keeps the last value of each key, over restarts', async () => {
    const { open } = await place()
    const log = await open()
    await log.put([
      ['a', 1],
      ['b', { x: [1, 'two'] }],
    ])
    await log.put([
      ['a', 2],
      ['b', undefined],
    ])
    await log.close()
    const again = await open()
    expect([...again.entries()]).toEqual([['a', 2]])
    await again.close()
  })

  it('writes itself anew when it is mostly history', async () => {
    const { path, open } = await place()
    const log = await open()
    const long = 'x'.repeat(50_000)
    for (let i = 0; i < 200; i++) await log.put([[`k${i % 3}`, `${long}${i}`]])
    expect((await stat(path)).size).toBeLessThan(5 * 1024 * 1024)
    await log.close()
    const again = await open()
    expect(
      [...again.entries()].map(([key, value]) => [key, String(value).slice(50_000)]).sort(),
    ).toEqual([
      ['k0', '198'],
      ['k1', '199'],
      ['k2', '197'],
    ])
    await again.close()
  })

  it('cuts a torn tail, and after damage keeps the file and all but the damaged change', async () => {
    const { dir, path, open } = await place()
    const log = await open()
    for (let i = 0; i < 5; i++) await log.put([[`k${i}`, i]])
    await log.close()
    const whole = await readFile(path)
    await truncate(path, whole.length - 3)
    const cut = await open()
    expect([...cut.entries()]).toHaveLength(4)
    expect(cut.report.cutBytes).toBeGreaterThan(0)
    await cut.close()
    const bad = Buffer.from(whole)
    bad[(whole.length / 5) * 2 + 12] = 0
    await writeFile(path, bad)
    const damaged = await open()
    expect([...damaged.entries()]).toEqual([
      ['k0', 0],
      ['k1', 1],
      ['k3', 3],
      ['k4', 4],
    ])
    expect(await readdir(join(dir, 'damaged'))).toHaveLength(1)
    await damaged.put([['after', 1]])
    await damaged.close()
    const again = await open()
    expect([...again.entries()]).toHaveLength(5)
    await again.close()
  })
})
