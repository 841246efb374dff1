// Opens a run's dead letters and sends their records again. The record is read from its topic, whole
// and byte for byte, because what a run shows of it is cut short. A sent record carries none of the
// headers by which the lab counts what its own sources made: it comes beside the sum, and the ledger
// keeps telling the truth.
import {
  AGAIN_HEADER,
  BUILTIN,
  type DeadLetter,
  type OpenDeadLetter,
  type SendAgainResult,
  type SentAgain,
} from '@shared/contract'
import { LabError } from '@shared/errors'
import { edgesOf, type LabFile } from '@shared/lab'
import { headerTexts, type FetchedRecord } from '@main/connections'
import { bytesText, nodeCatalog, OWN_HEADERS, type RemoteRun } from '@main/pipeline'
import type { ConnectionProfiles } from '../connections/connection-profiles'
import type { LabRuns } from './lab-runs'

const HEX_BYTES = 4096

interface Place {
  readonly profile: string
  readonly topic: string
}

interface Found extends Place {
  readonly record: FetchedRecord
}

export interface Wanted {
  readonly seq: number
  readonly value?: string | null | undefined
}

export class DeadLetters {
  private readonly sentOf = new WeakMap<RemoteRun, Map<number, SentAgain>>()

  constructor(
    private readonly runs: LabRuns,
    private readonly profiles: ConnectionProfiles,
  ) {}

  sent(lab: string): SentAgain[] {
    return [...this.sentIn(lab).values()]
  }

  async open(lab: string, seq: number): Promise<OpenDeadLetter> {
    const letter = await this.letter(lab, seq)
    const done = this.sentIn(lab).get(seq)
    const sent = done ? { sent: done } : {}
    if (letter.offset === undefined) return { letter, lacks: 'record', ...sent }
    const found = await this.find(lab, letter)
    if (!found) return { letter, lacks: 'gone', ...sent }
    const { topic, record } = found
    const { value, timeMs } = record
    const text = value && textOf(value)
    return {
      ...{ letter, topic, timeMs, headers: headerTexts(record) },
      ...(value === null ? { isNull: true } : {}),
      ...(text === null || text === undefined ? {} : { value: text }),
      ...(value ? { hex: value.subarray(0, HEX_BYTES).toString('hex') } : {}),
      sizeBytes: value?.length ?? 0,
      ...sent,
    }
  }

  async send(
    lab: string,
    wanted: readonly Wanted[],
    { twice, signal }: { readonly twice: boolean; readonly signal: AbortSignal },
  ): Promise<SendAgainResult> {
    const slot = this.runs.slot(lab)
    const sent: SentAgain[] = []
    const refused: { seq: number; reason: ReturnType<LabError['toData']> }[] = []
    for (const one of wanted) {
      if (signal.aborted) break
      try {
        // Two screens may ask for the same letter at once.
        sent.push(await slot.inTurn(() => this.sendOnce(lab, one, twice)))
      } catch (error) {
        refused.push({ seq: one.seq, reason: LabError.from(error).toData() })
      }
    }
    return { sent, refused }
  }

  private async sendOnce(lab: string, one: Wanted, twice: boolean): Promise<SentAgain> {
    const done = this.sentIn(lab)
    const before = done.get(one.seq)
    if (before && !twice)
      throw new LabError('letter-sent', { kind: 'conflict', params: { ...before } })
    const now = await this.sendOne(lab, one)
    done.set(one.seq, now)
    return now
  }

  private async sendOne(lab: string, { seq, value }: Wanted): Promise<SentAgain> {
    const letter = await this.letter(lab, seq)
    const { node } = letter
    if (letter.offset === undefined)
      throw new LabError('letter-no-record', { kind: 'conflict', params: { seq, node } })
    const found = await this.find(lab, letter)
    if (!found)
      throw new LabError('letter-gone', {
        kind: 'conflict',
        params: { seq, partition: letter.partition ?? 0, offset: letter.offset },
      })
    const { profile, topic, record } = found
    await this.profiles.writable(profile, 'kafka')
    const producer = await this.profiles.producer(profile)
    const { partition } = record
    const [delivery] = await producer.send(topic, [
      {
        ...{ key: record.key, partition },
        value: value === undefined ? record.value : value,
        headers: {
          ...Object.fromEntries(
            Object.entries(record.headers).filter(([name]) => !OWN_HEADERS.has(name)),
          ),
          [AGAIN_HEADER]: `${topic}/${partition}/${record.offset}`,
        },
      },
    ])
    return { seq, topic, partition, offset: String(delivery?.baseOffset ?? '') }
  }

  private sentIn(lab: string): Map<number, SentAgain> {
    const { run } = this.runs.slot(lab)
    if (!run) return new Map()
    const known = this.sentOf.get(run) ?? new Map<number, SentAgain>()
    this.sentOf.set(run, known)
    return known
  }

  private async letter(lab: string, seq: number): Promise<DeadLetter> {
    const page = await this.runs
      .slot(lab)
      .feed((calls, cursor) => calls.deadLetters({ lab, cursor }))
      .since(undefined)
    const letter = page.items.find(each => each.seq === seq)
    if (letter) return letter
    throw new LabError('letter-unknown', { kind: 'usage', params: { lab, seq } })
  }

  /** Undefined where the topic has it no longer. */
  private async find(lab: string, letter: DeadLetter): Promise<Found | undefined> {
    const { file, profiles: chosen } = await this.runs.knownLab(lab)
    const places = topicsBefore(file, letter.node).map(({ connection, topic }) => ({
      topic,
      profile: chosen?.[connection] ?? file.connections?.[connection]?.profile ?? BUILTIN,
    }))
    for (const place of places) {
      const record = await this.read(place, letter)
      // Several topics may come together, and a topic may have been made anew: the record is the one
      // with these bytes.
      if (record && looksLike(record, letter)) return { ...place, record }
    }
    return undefined
  }

  private async read(
    { profile, topic }: Place,
    { partition = 0, offset }: DeadLetter,
  ): Promise<FetchedRecord | undefined> {
    const reader = await this.profiles.reader(profile)
    const wanted = Number(offset)
    try {
      const { messages } = await reader.fetch(topic, partition, wanted)
      return messages.find(message => message.offset === wanted)
    } catch (error) {
      const { kind } = LabError.from(error)
      if (kind === 'unreachable' || kind === 'auth') throw error
      // Out of range, or a topic that is not there any more.
      return undefined
    }
  }
}

/** The topics from which a node's records come: the nearest upstream. */
function topicsBefore(lab: LabFile, node: string): { connection: string; topic: string }[] {
  const isTopic = new Set(nodeCatalog().flatMap(({ type, kind }) => (kind === 'topic' ? type : [])))
  const edges = edgesOf(lab)
  const seen = new Set<string>()
  const found: { connection: string; topic: string }[] = []
  const walk = (to: string): void => {
    for (const { from } of edges.filter(edge => edge.to === to)) {
      if (seen.has(from)) continue
      seen.add(from)
      const { type = '', with: settings } = lab.nodes[from] ?? {}
      const { connection, topic } = settings ?? {}
      if (!isTopic.has(type)) walk(from)
      else if (typeof topic === 'string') found.push({ connection: String(connection), topic })
    }
  }
  walk(node)
  return found
}

function looksLike({ key, value }: FetchedRecord, letter: DeadLetter): boolean {
  return isShownAs(value, letter.value) && (letter.key === undefined || isShownAs(key, letter.key))
}

/** The built-in engine shows bytes cut short; another one shows them as a text. */
function isShownAs(bytes: Buffer | null, shown: string): boolean {
  const whole = bytes ?? Buffer.alloc(0)
  return bytesText(whole) === shown || whole.toString('utf8') === shown
}

function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
