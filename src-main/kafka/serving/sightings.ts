// What clients do that a person may want to know of, because their own program says little of it:
// bytes that are not Kafka's, a login that nobody asked for, messages that are too large, reads of what
// is gone, and who writes into a topic. Bounded, in memory.
import type { ClientSighting } from '@shared/contract'

const KEPT_MAX = 400

type Kind = Pick<ClientSighting, 'what' | 'client' | 'connection' | 'topic'>

export class Sightings {
  private readonly byKind = new Map<string, ClientSighting>()

  constructor(private readonly now: () => number = Date.now) {}

  see({ what, client, connection, topic }: Kind): void {
    const key = `${what} ${client} ${connection ?? ''} ${topic ?? ''}`
    const at = this.now()
    const known = this.byKind.get(key)
    this.byKind.delete(key)
    this.byKind.set(key, {
      ...{ what, client, at },
      ...(connection === undefined ? {} : { connection }),
      ...(topic === undefined ? {} : { topic }),
      since: known?.since ?? at,
      count: (known?.count ?? 0) + 1,
    })
    if (this.byKind.size <= KEPT_MAX) return
    const [oldest] = this.byKind.keys()
    if (oldest !== undefined) this.byKind.delete(oldest)
  }

  all(): readonly ClientSighting[] {
    return [...this.byKind.values()]
  }
}

const TLS_HANDSHAKE = 0x16
const TLS_MAJOR = 3
/** Protocol versions 3 to 5 of Cassandra, and OPTIONS or STARTUP. */
const CQL_VERSIONS = new Set([3, 4, 5])
const CQL_OPCODES = new Set([1, 5])
const HTTP = /^(GET|POST|PUT|HEAD|OPTIONS|CONNECT) /

/** Another protocol, by the first bytes of a connection. */
export function otherProtocol(first: Buffer): 'tls' | 'http' | 'cql' | undefined {
  if (first[0] === TLS_HANDSHAKE && first[1] === TLS_MAJOR) return 'tls'
  if (HTTP.test(first.subarray(0, 8).toString('latin1'))) return 'http'
  if (CQL_VERSIONS.has(first[0] ?? 0) && CQL_OPCODES.has(first[4] ?? 0)) return 'cql'
  return undefined
}
