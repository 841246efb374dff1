import { mkdtemp, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { FramedLog, rescueFrames } from './framed-log'

let path: string
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'framed-log-')), 'log')
})

async function write(texts: string[]) {
  const log = await FramedLog.open(path, { durability: 'fast' })
  await Promise.all(texts.map(text => log.append(Buffer.from(text))))
  await log.close()
}

async function read() {
  const texts: string[] = []
  const log = await FramedLog.open(path, {
    durability: 'safe',
    onRecord: payload => texts.push(payload.toString()),
  })
  await log.close()
  return { texts, recovery: log.recovery }
}

describe('FramedLog', () => {
  it('gives back what was appended, in order, over several openings', async () => {
    await write(['a', 'bb', ''])
    await write(['ccc'])
    expect((await read()).texts).toEqual(['a', 'bb', '', 'ccc'])
  })

  it('cuts a torn tail at every possible length and goes on', async () => {
    await write(['first', 'second'])
    const whole = await readFile(path)
    for (let size = 13; size < whole.length; size++) {
      await writeFile(path, whole)
      await truncate(path, size)
      const { texts, recovery } = await read()
      expect(texts).toEqual(['first'])
      expect(recovery.cutBytes).toBe(size - 13)
    }
    await write(['third'])
    expect((await read()).texts).toEqual(['first', 'third'])
  })

  it('refuses damage in the middle, names the file and leaves it as it is', async () => {
    await write(['first', 'second', 'third'])
    const bytes = await readFile(path)
    bytes[9]! ^= 1
    await writeFile(path, bytes)
    await expect(read()).rejects.toMatchObject({
      code: 'log-damaged',
      params: { file: path, offset: 0 },
    })
    expect((await stat(path)).size).toBe(bytes.length)
  })

  it('refuses a flipped bit of any byte of a frame that has good ones behind it', async () => {
    await write(['first', 'second frame', 'third', 'fourth'])
    const whole = await readFile(path)
    const [second, third] = [13, 33]
    for (let at = second; at < third; at++)
      for (let bit = 0; bit < 8; bit++) {
        const bytes = Buffer.from(whole)
        bytes[at]! ^= 1 << bit
        await writeFile(path, bytes)
        await expect(read()).rejects.toMatchObject({ code: 'log-damaged', params: { offset: 13 } })
        const rescued: string[] = []
        const lost = await rescueFrames(path, payload => rescued.push(payload.toString()))
        expect([rescued, lost]).toEqual([['first', 'third', 'fourth'], third - second])
      }
  })

  it('searches a long torn tail in little time', async () => {
    await write(['first'])
    const torn = Buffer.from(Array.from({ length: 4_000_000 }, (_, i) => (i * 2654435761) >>> 13))
    const header = Buffer.alloc(8)
    header.writeUInt32BE(5_000_000)
    await writeFile(path, Buffer.concat([await readFile(path), header, torn]))
    expect((await read()).recovery).toEqual({ records: 1, cutBytes: torn.length + 8 })
  })

  it('takes zeros at the end for a torn tail', async () => {
    await write(['first'])
    await writeFile(path, Buffer.concat([await readFile(path), Buffer.alloc(4096)]))
    expect((await read()).recovery).toEqual({ records: 1, cutBytes: 4096 })
  })
})
