// kafkajs reads frames inside the socket's own event, where nobody catches its errors: a server
// that does not speak Kafka would end the whole process. With this guard such an answer ends its
// connection and fails its request. kafkajs does not limit frames either, so the guard refuses
// sizes that no answer to us can have.
import { requirePackage } from '@main/platform'
import { kafkajs } from './kafkajs'

/**
 * We never ask for more than 8 MiB of records at once; one record and a list of very many topics
 * may be larger.
 */
const FRAME_BYTES_MAX = 256 * 1024 * 1024

interface Connection {
  readonly broker: string
  readonly bytesNeeded: number
  readonly authHandlers: { onError(): void } | null
  processData(data: Buffer): void
  rejectRequests(error: Error): void
  disconnect(): Promise<unknown>
}

export function guardFrames(): void {
  const { prototype } = requirePackage<{ readonly prototype: Connection }>(
    'kafkajs/src/network/connection',
  )
  const read = prototype.processData
  prototype.processData = function (this: Connection, data) {
    try {
      read.call(this, data)
      if (this.bytesNeeded > FRAME_BYTES_MAX)
        throw new RangeError(`a frame of ${this.bytesNeeded} bytes`)
    } catch (cause) {
      end(this, cause)
    }
  }
}

function end(connection: Connection, cause: unknown): void {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const error = new kafkajs.KafkaJSConnectionError(`What came is no answer of Kafka's: ${reason}`, {
    broker: connection.broker,
  })
  if (connection.authHandlers) connection.authHandlers.onError()
  else connection.rejectRequests(error)
  void connection.disconnect().catch(() => {})
}
