// One message of magic 0 or 1, as clients from before Kafka 0.11 send it.
import { crc32 } from 'node:zlib'

const sized = (bytes: Buffer) => {
  const size = Buffer.alloc(4)
  size.writeInt32BE(bytes.length)
  return Buffer.concat([size, bytes])
}

export function oldMessage(
  magic: 0 | 1,
  value: Buffer,
  { attributes = 0, timestamp = 0 }: { attributes?: number; timestamp?: number } = {},
): Buffer {
  const time = Buffer.alloc(magic === 1 ? 8 : 0)
  if (magic === 1) time.writeBigInt64BE(BigInt(timestamp))
  const body = Buffer.concat([
    Buffer.from([magic, attributes]),
    time,
    sized(Buffer.from('k')),
    sized(value),
  ])
  const crc = Buffer.alloc(4)
  crc.writeUInt32BE(crc32(body))
  return Buffer.concat([Buffer.alloc(8), sized(Buffer.concat([crc, body]))])
}
