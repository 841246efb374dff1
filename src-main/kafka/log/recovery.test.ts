// Crashes at any byte, and damage at any place: everything that was whole, at the offsets it had.
import { appendFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newDir, openEmpty, put, readAll, reopen, values } from '../testing/partition'

async function threeBatches() {
  const dir = await newDir()
  const log = openEmpty(dir)
  const ends: number[] = []
  for (const [a, b] of [
    ['a', 'b'],
    ['c', 'd'],
    ['e', 'f'],
  ] as const) {
    await put(log, values(a, b), { producerId: 7, producerEpoch: 0, baseSequence: ends.length * 2 })
      .done
    ends.push(log.sizeBytes)
  }
  await log.close()
  const path = join(dir, '00000000000000000000.log')
  return { dir, path, ends, bytes: await readFile(path) }
}

describe('recovery', () => {
  it('cuts a torn tail at every byte, says so, and goes on from there', async () => {
    const { dir, path, ends, bytes } = await threeBatches()
    for (let cut = 0; cut <= bytes.length; cut++) {
      await writeFile(path, bytes)
      await truncate(path, cut)
      const { log, notes } = await reopen(dir)
      const whole = ends.filter(end => end <= cut).length
      expect(log.logEnd).toBe(whole * 2)
      expect(log.sizeBytes).toBe(whole === 0 ? 0 : ends[whole - 1])
      expect(notes).toEqual(
        cut === log.sizeBytes ? [] : [{ kind: 'cut', file: path, bytes: cut - log.sizeBytes }],
      )
      await log.close()
    }
    const { log } = await reopen(dir)
    const { baseOffset, done } = put(log, values('g'))
    await done
    expect(baseOffset).toBe(6)
    expect(await readAll(log, 4)).toEqual(['4:e', '5:f', '6:g'])
  })

  it('keeps everything around damage, with its offsets, and moves the file aside as it was', async () => {
    const { dir, path, ends, bytes } = await threeBatches()
    for (const at of [ends[0]! + 70, ends[0]! + 9, ends[0]! + 16, 3]) {
      const bad = Buffer.from(bytes)
      bad[at] = bad[at]! ^ 0x55
      await writeFile(path, bad)
      const { log, notes } = await reopen(dir)
      expect(notes).toMatchObject([{ kind: 'damaged', file: path }])
      expect(log.logEnd).toBe(6)
      const left = await readAll(log, 0)
      // A wrong base offset alone is put right.
      expect(left).toEqual(
        at === 3 ? ['0:a', '1:b', '2:c', '3:d', '4:e', '5:f'] : ['0:a', '1:b', '4:e', '5:f'],
      )
      await log.close()
    }
    const aside = join(dirname(dirname(dirname(dir))), 'damaged')
    expect(await readdir(aside)).toHaveLength(4)
  })

  it('takes appends into a partition that held nothing at the crash', async () => {
    const { log, notes } = await reopen(await newDir())
    expect(notes).toEqual([])
    await put(log, values('a')).done
    expect(await readAll(log, 0)).toEqual(['0:a'])
  })

  it('takes zeros or noise behind the last batch for a torn tail', async () => {
    const { dir, path } = await threeBatches()
    await appendFile(path, Buffer.alloc(5000))
    const { log, notes } = await reopen(dir)
    expect(notes).toMatchObject([{ kind: 'cut', bytes: 5000 }])
    expect(log.logEnd).toBe(6)
  })

  it('remembers producers over segments: from the snapshot and the batches after it', async () => {
    const dir = await newDir()
    const log = openEmpty(dir, { segmentBytes: 200 })
    for (let i = 0; i < 9; i++)
      await put(log, values(`v${i}`), { producerId: 5, producerEpoch: 1, baseSequence: i }).done
    expect(log.segments.length).toBeGreaterThan(3)
    await log.close()
    const { log: again } = await reopen(dir, { segmentBytes: 200 })
    const [entry] = [...again.producers.all]
    expect(entry?.batches.map(b => b.firstSequence)).toEqual([4, 5, 6, 7, 8])
    expect(await readAll(again, 0)).toHaveLength(9)
  })

  it('finds damage in sealed segments when it may verify them', async () => {
    const dir = await newDir()
    const log = openEmpty(dir, { segmentBytes: 200 })
    for (let i = 0; i < 6; i++) await put(log, values(`v${i}`)).done
    await log.close()
    const path = join(dir, '00000000000000000000.log')
    const bytes = await readFile(path)
    bytes[80] = bytes[80]! ^ 1
    await writeFile(path, bytes)
    const { log: again, notes } = await reopen(dir, { segmentBytes: 200 }, 1e6)
    expect(notes).toMatchObject([{ kind: 'damaged', file: path }])
    expect(again.logEnd).toBe(6)
    expect((await readAll(again, 1)).at(-1)).toBe('5:v5')
  })
})
