// A file goes to the host in parts, one after the other, and a cancelled one leaves nothing there.
import { beforeEach, describe, expect, it } from 'vitest'
import type { UploadPart } from '@shared/contract'
import { fakeClient } from '@renderer/testing'
import { setClient } from './client'
import { sendFile } from './send-file'

const MB = 1024 ** 2
let parts: UploadPart[] = []
let dropped: string[] = []
beforeEach(() => {
  parts = []
  dropped = []
  const host = fakeClient()
  setClient({
    ...host,
    labs: {
      ...host.labs,
      upload: async input => {
        parts.push(input)
        const end = input.at + atob(input.part).length
        return end < input.sizeBytes
          ? {}
          : { file: { path: `uploads/${input.name}`, sizeBytes: input.sizeBytes } }
      },
      cancelUpload: async ({ upload }) => void dropped.push(upload),
    },
  })
})
const file = (bytes: number) => new File([new Uint8Array(bytes).fill(7)], 'trips.csv')

describe('sending a file', () => {
  it('takes parts of a megabyte, and says how far it is', async () => {
    const shares: number[] = []
    const sent = await sendFile(
      file(2.5 * MB),
      share => shares.push(share),
      new AbortController().signal,
    )
    expect(sent).toEqual({ path: 'uploads/trips.csv', sizeBytes: 2.5 * MB })
    expect(parts.map(({ at }) => at)).toEqual([0, MB, 2 * MB])
    expect(new Set(parts.map(({ upload }) => upload)).size).toBe(1)
    expect(shares).toEqual([0.4, 0.8])
  })
  it('sends an empty file too', async () => {
    expect(await sendFile(file(0), () => {}, new AbortController().signal)).toBeDefined()
  })
  it('ends when it is cancelled, and what was sent goes', async () => {
    const stop = new AbortController()
    expect(await sendFile(file(3 * MB), () => stop.abort(), stop.signal)).toBeUndefined()
    expect(parts).toHaveLength(1)
    expect(dropped).toEqual([parts[0]?.upload])
  })
})
