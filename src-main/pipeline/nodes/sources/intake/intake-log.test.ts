import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Json } from '../../../model/operator'
import { IntakeLog } from './intake-log'

let dir: string
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'intake-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

let notes: Json[]
const open = (
  from = 0,
  sizes: { segmentBytes?: number; keptBytes?: number; head?: () => Json } = {},
) => {
  notes = []
  return IntakeLog.open(dir, {
    ...{ from, durability: 'fast', head: () => ['head'], ...sizes },
    onNote: note => notes.push(note),
  })
}
const record = (n: number) => ({ key: String(n), value: `{"n":${n}}` })

describe('the intake log', () => {
  it('gives the same records by number after a restart, and the notes with them', async () => {
    const log = await open()
    await Promise.all([log.append([record(0), record(1)], { at: 1 }), log.append([record(2)])])
    expect(log.end).toBe(3)
    expect(log.records(1, 5)).toEqual([record(1), record(2)])
    await log.close()
    const again = await open(1)
    expect([again.end, again.records(1, 1), notes]).toEqual([3, [record(1)], [{ at: 1 }]])
    await again.close()
  })

  it('cuts a torn end, whose record was not acknowledged', async () => {
    const log = await open()
    await log.append([record(0)])
    await log.close()
    const [file = ''] = await readdir(dir)
    await appendFile(join(dir, file), Buffer.from([0, 0, 0, 9, 1, 2]))
    const again = await open()
    expect(again.end).toBe(1)
    await again.append([record(1)])
    expect(again.records(0, 9)).toEqual([record(0), record(1)])
    await again.close()
  })

  it('does not begin a segment for each record when what later notes build on is long', async () => {
    const log = await open(0, { segmentBytes: 60, head: () => 'x'.repeat(500) })
    for (let n = 0; n < 12; n++) await log.append([record(n)])
    expect((await readdir(dir)).length).toBeLessThan(8)
    await log.close()
    await expect(log.append([record(13)])).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('begins a new segment with what later notes build on, and deletes old ones that are done', async () => {
    const log = await open(0, { segmentBytes: 60, keptBytes: 100 })
    for (let n = 0; n < 12; n++) await log.append([record(n)])
    expect((await readdir(dir)).length).toBeGreaterThan(3)
    expect(notes).toEqual([])
    log.forget(12)
    expect(log.waitingBytes).toBe(0)
    await log.close()
    const again = await open(12)
    expect(again.end).toBe(12)
    expect(notes.length).toBeGreaterThan(0)
    expect(new Set(notes.map(String))).toEqual(new Set(['head']))
    await again.close()
    await expect(open(0)).rejects.toMatchObject({ code: 'intake-gone' })
    await expect(open(13)).rejects.toMatchObject({ code: 'intake-gone' })
  })
})
