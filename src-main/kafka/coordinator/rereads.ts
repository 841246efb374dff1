// What groups read twice: after each rebalance, where the new owner of a partition begins is compared
// with how far the group had come there. Kafka tells nobody; a student who never commits, or whose
// program dies before it does, sees only that figures are too high. In memory, and bounded.
import type { GroupReread } from '@shared/contract'
import type { RebalanceCause } from './group-history'
import { placeOf, Readers, type Fetcher, type GroupNow, type Reader } from './readers'

/** Partitions that are remembered, the least lately taken over forgotten first. */
const TRACKS_MAX = 10_000
const GROUPS_MAX = 500
const KEPT_MAX = 100
/**
 * The fetches of an owner that tell where it begins: the first may still be from before the rebalance,
 * or from before the program moved to another offset.
 */
const FIRST_FETCHES = 2

/** How far a group has come in one partition. Offsets are those after the last record. */
interface Track {
  readonly topicId: string
  /** Whose turn it is: a member in a generation. */
  turn: string
  reader: Reader
  before: Reader | undefined
  fetches: number
  /** From where on the group has read without a gap. */
  from: number
  /** Where this owner began. */
  low: number
  /** As far as this owner has surely taken records, and as far as it was sent them. */
  read: number
  sent: number
  /** The group commits here, so who leaves in order has said how far it came. */
  hasCommitted: boolean
  /** The same of all owners before it. */
  readBefore: number
  sentBefore: number
  entry: { -readonly [K in keyof GroupReread]: GroupReread[K] } | undefined
}

interface Place {
  readonly topic: { readonly id: string; readonly name: string }
  readonly partition: number
}

/** A partition in a Fetch that is looked at; `sent` gets the offset after the last record of the answer. */
export interface WatchedFetch {
  sent(end: number): void
}

interface Watched extends WatchedFetch {
  readonly track: Track
}

/** A place has no space in it. */
const keyOf = (group: string, topic: string, partition: number) =>
  `${placeOf(topic, partition)} ${group}`
const turnOf = ({ generation, memberId }: Reader) => `${generation} ${memberId}`
const isTurnOf = (track: Track, reader: Reader) =>
  track.reader === reader || track.turn === turnOf(reader)

export class Rereads {
  private readonly readers: Readers
  private readonly tracks = new Map<string, Track>()
  private readonly found = new Map<string, GroupReread[]>()
  /** By topic id and partition, for the next Fetch of the same reader: it must cost next to nothing. */
  private readonly atHand = new WeakMap<Reader, Map<string, Watched[]>>()
  /** Members that died. Their heir may fetch only after another rebalance, which had other causes. */
  private readonly dead = new Set<string>()
  /** Connections of clients that fetch far ahead of their program. */
  private readonly ahead = new Set<number>()

  /** `isLeftOut`: clients that keep their places elsewhere, so that a broker cannot tell. */
  constructor(
    isLeftOut: (clientId: string) => boolean,
    private readonly now: () => number = Date.now,
  ) {
    this.readers = new Readers(isLeftOut)
  }

  owners(group: GroupNow, causes: readonly RebalanceCause[]): void {
    for (const { memberId, clientId } of this.readers.of(group.id))
      if (!group.members.has(memberId) && causes.some(cause => tellsDeath(cause, clientId)))
        this.rememberDead(memberId)
    this.readers.set(group, causes)
  }

  private rememberDead(memberId: string): void {
    this.dead.add(memberId)
    const oldest = this.dead.values().next()
    if (this.dead.size > TRACKS_MAX && !oldest.done) this.dead.delete(oldest.value)
  }

  /**
   * librdkafka fetches as much as fits before its program asks, so what it has fetched says nothing of
   * what was worked on; other clients fetch on when the program has taken what they had.
   */
  introduced(fetcher: Fetcher, software: string): void {
    const { connection } = fetcher
    if (connection === undefined || !/rdkafka|confluent/i.test(software)) return
    this.ahead.add(connection)
    fetcher.onGone(() => this.ahead.delete(connection))
  }

  fetched(fetcher: Fetcher, place: Place, offset: number): WatchedFetch | undefined {
    const { connection } = fetcher
    if (connection === undefined) return undefined
    const watched = this.knownOn(connection, place) ?? this.foundBy(fetcher, place, offset)
    if (watched) move(watched.track, offset, this.ahead.has(connection))
    return watched
  }

  private knownOn(connection: number, { topic, partition }: Place): Watched | undefined {
    const reader = this.readers.on(connection)
    return reader && this.atHand.get(reader)?.get(topic.id)?.[partition]
  }

  private foundBy(fetcher: Fetcher, place: Place, offset: number): Watched | undefined {
    const { topic, partition } = place
    const reader = this.readers.find(fetcher, topic.name, partition)
    if (!reader) return undefined
    const track = this.trackOf(reader, place, offset)
    const sent = (end: number) => {
      if (!isTurnOf(track, reader)) return
      track.sent = Math.max(track.sent, end)
      this.note(track, place)
    }
    const topics = this.atHand.get(reader) ?? new Map<string, Watched[]>()
    const partitions = topics.get(topic.id) ?? []
    partitions[partition] = { track, sent }
    this.atHand.set(reader, topics.set(topic.id, partitions))
    return partitions[partition]
  }

  private trackOf(reader: Reader, { topic, partition }: Place, offset: number): Track {
    const key = keyOf(reader.group, topic.name, partition)
    const known = this.tracks.get(key)
    if (known?.topicId === topic.id && isTurnOf(known, reader)) {
      known.reader = reader
      return known
    }
    this.tracks.delete(key)
    const track = known?.topicId === topic.id ? known : freshTrack(topic.id, reader, offset)
    this.tracks.set(key, track)
    if (track === known) beginTurn(track, reader, this.dead.has(track.reader.memberId))
    const oldest = this.tracks.keys().next()
    if (this.tracks.size > TRACKS_MAX && !oldest.done) this.tracks.delete(oldest.value)
    return track
  }

  /** A commit says what was worked on, whatever was fetched. */
  committed(group: string, topic: string, partition: number, offset: number): void {
    const track = this.tracks.get(keyOf(group, topic, partition))
    if (!track) return
    track.hasCommitted = true
    track.read = Math.max(track.read, Math.min(offset, track.sent))
  }

  of(group: string): readonly GroupReread[] {
    return this.found.get(group) ?? []
  }

  forget(group: string): void {
    this.found.delete(group)
    for (const [key, { reader }] of this.tracks) if (reader.group === group) this.tracks.delete(key)
  }

  private note(track: Track, { topic, partition }: Place): void {
    const first = Math.max(track.low, track.from)
    const end = Math.min(track.sent, track.sentBefore)
    if (end <= first) return
    const readEnd = Math.min(Math.max(track.readBefore, first), end)
    if (track.entry) return void Object.assign(track.entry, { first, end, readEnd })
    const { group, clientId, generation, causes } = track.reader
    track.entry = {
      ...{ at: this.now(), topic: topic.name, partition, first, end, readEnd, generation, causes },
      ...{ before: track.before?.clientId ?? '', by: clientId },
    }
    this.keep(group, track.entry)
  }

  private keep(group: string, entry: GroupReread): void {
    const kept = this.found.get(group) ?? []
    kept.push(entry)
    if (kept.length > KEPT_MAX) kept.shift()
    this.found.delete(group)
    this.found.set(group, kept)
    const oldest = this.found.keys().next()
    if (this.found.size > GROUPS_MAX && !oldest.done) this.found.delete(oldest.value)
  }
}

const tellsDeath = ({ what, clientId }: RebalanceCause, of: string) =>
  (what === 'expired' || what === 'late') && clientId === of

const freshTrack = (topicId: string, reader: Reader, offset: number): Track => ({
  ...{ topicId, turn: turnOf(reader), reader, before: undefined, fetches: 0 },
  ...{ from: offset, low: offset, read: offset, sent: offset, hasCommitted: false },
  ...{ readBefore: offset, sentBefore: offset, entry: undefined },
})

/**
 * What the owner before was sent and had not taken yet counts only if it died, or if its group never
 * commits: an owner that commits what it has worked on, and leaves in order, says itself how far it came.
 */
function beginTurn(track: Track, reader: Reader, isDead: boolean): void {
  const hasDied =
    isDead ||
    (!reader.mates.has(track.reader.memberId) &&
      reader.causes.some(({ what }) => what === 'expired' || what === 'late'))
  const read = Math.max(track.readBefore, track.read)
  track.readBefore = read
  const settled = track.hasCommitted && !hasDied
  track.sentBefore = Math.max(read, track.sentBefore, settled ? read : track.sent)
  track.from = Math.min(track.from, track.low)
  track.before = track.reader
  track.reader = reader
  track.turn = turnOf(reader)
  track.fetches = 0
  track.low = Infinity
  track.entry = undefined
}

/** An owner asks for records from an offset on: those before it were taken, unless it fetches ahead. */
function move(track: Track, offset: number, isAhead: boolean): void {
  const isFirst = track.fetches++ < FIRST_FETCHES
  if (isFirst && offset < track.low) {
    // Far beyond what anybody was sent, the records between were left out.
    if (offset > Math.max(track.sentBefore, track.readBefore)) track.from = offset
    track.low = track.read = track.sent = offset
    return
  }
  if (offset > track.sent) {
    track.from = track.low = track.read = track.sent = offset
    track.entry = undefined
  } else if (!isAhead) track.read = Math.max(track.read, offset)
}
