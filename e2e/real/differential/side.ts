// One of the two brokers that get the same requests: a connection that is opened anew when the
// broker closes it, and the names that only this broker gives, such as producer ids.
import { apis } from '../../../src-main/kafka/apis'
import { WireClient } from '../../../src-main/kafka/testing/client'

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type Message = Readonly<Record<string, unknown>>

const PRODUCE_SINCE = 3

interface Producer {
  readonly producerId: number
  readonly producerEpoch: number
}

export class Side {
  readonly producers = new Map<string, Producer>()
  readonly members = new Map<string, { readonly memberId: string; readonly generationId: number }>()
  private client: WireClient | undefined

  constructor(
    readonly name: string,
    private readonly port: number,
  ) {}

  async ask(apiName: string, version: number, request: Message): Promise<Message> {
    const api = apis.find(({ name }) => name === apiName)
    if (!api) throw new Error(`no API ${apiName}`)
    if (!this.client || this.client.isClosed) this.client = await WireClient.open(this.port)
    try {
      return await this.client.send(api, version, request)
    } catch {
      return { closed: true }
    }
  }

  producer(name: string): Producer {
    return this.producers.get(name) ?? { producerId: 999_999, producerEpoch: 0 }
  }

  member(group: string) {
    return this.members.get(group) ?? { memberId: '', generationId: -1 }
  }

  close(): void {
    this.client?.close()
  }
}

/** The versions that both sides serve. */
export async function commonVersions(theirs: Side): Promise<Map<string, [number, number]>> {
  const { apiKeys } = (await theirs.ask('ApiVersions', 0, {})) as {
    apiKeys: { apiKey: number; minVersion: number; maxVersion: number }[]
  }
  const served = new Map(apiKeys.map(one => [one.apiKey, one]))
  return new Map(
    apis.flatMap(({ name, key, versions: [first, last] }) => {
      const other = served.get(key)
      if (!other) return []
      // Kafka 4 says that it serves earlier versions of Produce, and closes on them.
      const from = Math.max(first, other.minVersion, name === 'Produce' ? PRODUCE_SINCE : 0)
      const to = Math.min(last, other.maxVersion)
      return from > to ? [] : [[name, [from, to]] as const]
    }),
  )
}
