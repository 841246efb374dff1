// Sends a file of the person's own computer to the host, part by part: a page in a browser knows no
// path that the host could read.
import type { DataFile } from '@shared/contract'
import { client } from './client'

const PART_BYTES = 1024 ** 2

/** `sent`: the share that the host has. Undefined when it was cancelled, and then nothing is kept. */
export async function sendFile(
  file: File,
  sent: (share: number) => void,
  signal: AbortSignal,
): Promise<DataFile | undefined> {
  const upload = newId()
  for (let at = 0; ; at += PART_BYTES) {
    const part = await base64Of(file.slice(at, at + PART_BYTES))
    if (signal.aborted) {
      if (at > 0) await client.labs.cancelUpload({ upload })
      return undefined
    }
    const { file: whole } = await client.labs.upload({
      upload,
      name: file.name,
      sizeBytes: file.size,
      at,
      part,
    })
    if (whole !== undefined) return whole
    sent(Math.min(1, (at + PART_BYTES) / Math.max(1, file.size)))
  }
}

/** `crypto.randomUUID` is not there on a page that came over plain HTTP from another computer. */
const newId = () =>
  [...crypto.getRandomValues(new Uint8Array(12))]
    .map(byte => byte.toString(16).padStart(2, '0'))
    .join('')

/** A call's argument list has a limit: letters are made in pieces. */
const PIECE = 8192
async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += PIECE)
    text += String.fromCharCode(...bytes.subarray(at, at + PIECE))
  return btoa(text)
}
