// Which member of which group a Fetch comes from. The request does not say: it names neither, and many
// clients fetch on another connection than the one on which they joined. So a connection belongs to the
// member that joined on it, or else to the only member of its client that reads the partition and whose
// connection is not known yet. Where two could be meant, it is nobody's.
import type { RebalanceCause } from './group-history'
import type { Member } from './member'
import { assignedPartitions } from './subscription'

/** Who fetches: its connection, and how the client names itself there. */
export interface Fetcher {
  readonly connection?: number | undefined
  readonly clientId: string
  readonly clientHost: string
  onGone(callback: () => void): () => void
}

export interface Reader {
  readonly group: string
  readonly memberId: string
  readonly clientId: string
  readonly clientHost: string
  readonly generation: number
  /** What has made the group rebalance since its members had their partitions before. */
  readonly causes: readonly RebalanceCause[]
  /** The connection on which it joined, and the one on which it fetches. */
  readonly joined?: number | undefined
  connection?: number | undefined
  readonly places: readonly string[]
  /** All members of this generation. */
  readonly mates: ReadonlySet<string>
}

export interface GroupNow {
  readonly id: string
  readonly generation: number
  readonly members: ReadonlyMap<string, Member>
}

/** A group that has more partitions than this is not looked at, and neither are more of all groups. */
const PLACES_MAX = 10_000
const ALL_PLACES_MAX = 50_000

export const placeOf = (topic: string, partition: number) => `${partition}/${topic}`

export class Readers {
  private readonly byGroup = new Map<string, readonly Reader[]>()
  private readonly byPlace = new Map<string, Reader[]>()
  private places = 0
  /** Connections that fetch for a member, and those that did once. */
  private readonly byConnection = new Map<number, Reader>()
  private readonly members = new Set<number>()
  /** Connections that fetch without a group. */
  private readonly strangers = new Set<number>()

  constructor(private readonly isLeftOut: (clientId: string) => boolean) {}

  /** Who has which partition of a group now; an empty group has no readers. */
  set({ id, generation, members }: GroupNow, causes: readonly RebalanceCause[]): void {
    const before = new Map(this.byGroup.get(id)?.map(reader => [reader.memberId, reader]))
    this.forget(id)
    const mates = new Set(members.keys())
    const readers = [...members.values()]
      .filter(({ clientId }) => !this.isLeftOut(clientId))
      .map((member): Reader => {
        const connection = before.get(member.id)?.connection
        return {
          ...{ group: id, memberId: member.id, generation, causes },
          ...{ clientId: member.clientId, clientHost: member.clientHost },
          ...{ joined: member.connection, connection, mates },
          places: assignedPartitions(member.assignment).flatMap(({ topic, partitions }) =>
            partitions.map(partition => placeOf(topic, partition)),
          ),
        }
      })
    const count = readers.reduce((sum, { places }) => sum + places.length, 0)
    if (count === 0 || count > PLACES_MAX || this.places + count > ALL_PLACES_MAX) return
    this.byGroup.set(id, readers)
    this.places += count
    for (const reader of readers) {
      if (reader.connection !== undefined) this.byConnection.set(reader.connection, reader)
      for (const place of reader.places)
        this.byPlace.set(place, [...(this.byPlace.get(place) ?? []), reader])
    }
  }

  private forget(group: string): void {
    for (const reader of this.byGroup.get(group) ?? []) {
      if (reader.connection !== undefined) this.byConnection.delete(reader.connection)
      this.places -= reader.places.length
      for (const place of reader.places) {
        const others = this.byPlace.get(place)?.filter(other => other !== reader) ?? []
        if (others.length > 0) this.byPlace.set(place, others)
        else this.byPlace.delete(place)
      }
    }
    this.byGroup.delete(group)
  }

  of(group: string): readonly Reader[] {
    return this.byGroup.get(group) ?? []
  }

  /** For whom a connection fetches, once that is known. */
  on(connection: number): Reader | undefined {
    return this.byConnection.get(connection)
  }

  find(fetcher: Fetcher, topic: string, partition: number): Reader | undefined {
    const { connection } = fetcher
    if (connection === undefined || this.strangers.has(connection)) return undefined
    const readers = this.byPlace.get(placeOf(topic, partition)) ?? []
    if (this.byConnection.has(connection))
      return readers.find(reader => reader.connection === connection)
    const host = `/${fetcher.clientHost}`
    const free = readers.filter(
      reader =>
        reader.connection === undefined &&
        reader.clientId === fetcher.clientId &&
        reader.clientHost === host,
    )
    const found = free.find(({ joined }) => joined === connection)
    const only = found ?? (free.length === 1 ? free[0] : undefined)
    if (only) this.bind(only, connection, fetcher)
    else if (free.length === 0 && !this.members.has(connection)) {
      this.strangers.add(connection)
      fetcher.onGone(() => this.strangers.delete(connection))
    }
    return only
  }

  private bind(reader: Reader, connection: number, fetcher: Fetcher): void {
    reader.connection = connection
    this.byConnection.set(connection, reader)
    if (this.members.has(connection)) return
    this.members.add(connection)
    fetcher.onGone(() => {
      const last = this.byConnection.get(connection)
      if (last) last.connection = undefined
      this.byConnection.delete(connection)
      this.members.delete(connection)
    })
  }
}
