// Answers on their way to a client: encoded, and written in pieces, which shows whether the client reads
// them.
import type { Socket } from 'node:net'
import type { Api } from '../serving/context'
import { hasResponseTags, type RequestHeader } from '../wire/api'
import { Writer } from '../wire/writer'
import type { ServerStats } from './stats'

const PIECE_BYTES = 1024 * 1024

export function encodeAnswer(api: Api, header: RequestHeader, answer: object): Buffer[] {
  const writer = new Writer()
  writer.int32(0)
  writer.int32(header.correlationId)
  if (hasResponseTags(api.key, header.version, api.flexibleSince)) writer.unsignedVarint(0)
  api.response.write(writer, header.version, answer as Record<string, unknown>)
  const size = writer.length - 4
  const chunks = writer.finish()
  chunks[0]!.writeInt32BE(size, 0)
  return chunks
}

export class AnswerWriter {
  /** When the client last took some of an answer; 0 when it has all. */
  unreadSinceMs = 0

  constructor(
    private readonly socket: Socket,
    private readonly stats: ServerStats,
  ) {}

  /** `onSent`: when its last byte has left. */
  write(chunks: readonly Buffer[], onSent?: () => void): void {
    const pieces = chunks.flatMap(inPieces)
    const noteRead = () => (this.unreadSinceMs = this.socket.writableLength > 0 ? Date.now() : 0)
    this.socket.cork()
    pieces.forEach((piece, i) => {
      this.stats.bytesOut += piece.length
      const isLarge = piece.length === PIECE_BYTES
      if (isLarge) this.unreadSinceMs ||= Date.now()
      const sent = i === pieces.length - 1 ? onSent : undefined
      this.socket.write(piece, sent ? () => (noteRead(), sent()) : isLarge ? noteRead : undefined)
      // What is corked goes out as one: large pieces go one by one.
      if (isLarge) {
        this.socket.uncork()
        this.socket.cork()
      }
    })
    this.socket.uncork()
  }
}

function inPieces(chunk: Buffer): Buffer[] {
  const pieces: Buffer[] = []
  for (let at = 0; at < chunk.length; at += PIECE_BYTES)
    pieces.push(chunk.subarray(at, at + PIECE_BYTES))
  return pieces
}
