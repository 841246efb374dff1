// What the causes look at: how a lab, its topics and groups, the clients of the embedded broker and
// the disk are at one moment. It is plain data, so each cause is a function of it that a test can feed.
import {
  APP_CLIENT_ID,
  type ClientSighting,
  type DeadLetter,
  type DiskStatus,
  type GraphStat,
  type GroupChange,
  type GroupDetail,
  type Problem,
  type RunSummary,
  type TimeView,
  type TopicRecord,
  type WhyFinding,
} from '@shared/contract'
import type { ErrorData } from '@shared/errors'
import type { LabFile } from '@shared/lab'

export interface TopicFacts {
  readonly name: string
  readonly partitions: readonly {
    readonly id: number
    readonly earliest: number
    readonly latest: number
  }[]
  readonly isCompacted: boolean
  /** The newest ones. */
  readonly sample: readonly TopicRecord[]
}

export interface GroupFacts {
  readonly detail: GroupDetail
  readonly changes: readonly GroupChange[]
}

export interface Evidence {
  readonly nowMs: number
  readonly lab?: LabFile
  readonly run?: RunSummary
  /** What the check says of the lab as it is written. */
  readonly problems: readonly Problem[]
  /** By node. */
  readonly stats: ReadonlyMap<string, GraphStat>
  /** By edge. */
  readonly edges: ReadonlyMap<string, GraphStat>
  readonly times: readonly TimeView[]
  readonly deadLetters: readonly DeadLetter[]
  readonly topics: readonly TopicFacts[]
  readonly groups: readonly GroupFacts[]
  readonly sightings: readonly ClientSighting[]
  readonly disk: DiskStatus | null
  /** HOST:PORT of all connections, several with commas. */
  readonly addresses: readonly string[]
}

export type Found = Omit<WhyFinding, 'cause'>

export interface Cause {
  /** Its words are `why.<id>`. */
  readonly id: string
  readonly find: (evidence: Evidence) => readonly Found[]
}

/** What happened longer ago explains nothing now. */
export const LATELY_MS = 10 * 60_000

export const recordsOf = ({ partitions }: TopicFacts): number =>
  partitions.reduce((sum, { earliest, latest }) => sum + latest - earliest, 0)

export interface NodeError {
  readonly node: string
  readonly error: Pick<ErrorData, 'code' | 'params'>
}

/** What stops nodes now, and what stopped the run. */
export function errorsOf({ stats, run, lab }: Evidence): readonly NodeError[] {
  const ofNodes = [...stats].flatMap(([node, { error }]) => (error ? [{ node, error }] : []))
  const [first = ''] = Object.keys(lab?.nodes ?? {})
  return run?.error ? [...ofNodes, { node: first, error: run.error }] : ofNodes
}

/** Errors with one of these codes: the first of each node. */
export const withCode = (evidence: Evidence, codes: readonly string[]): readonly NodeError[] =>
  errorsOf(evidence).filter(({ error }) => codes.includes(error.code))

/** Sightings of some kind, lately. */
export const seenLately = (
  { sightings, nowMs }: Evidence,
  what: ClientSighting['what'],
): readonly ClientSighting[] =>
  sightings.filter(each => each.what === what && nowMs - each.at < LATELY_MS)

/** Sluice's own clients are `sluice` and `sluice-…`. */
export const isOwnClient = (client: string): boolean =>
  client === APP_CLIENT_ID || client.startsWith(`${APP_CLIENT_ID}-`)

/** The fields of a JSON object; undefined for any other text. */
export function jsonOf(value: string | null): Readonly<Record<string, unknown>> | undefined {
  if (value === null || !value.startsWith('{')) return undefined
  try {
    const parsed: unknown = JSON.parse(value)
    return typeof parsed === 'object' && parsed !== null
      ? Object.fromEntries(Object.entries(parsed))
      : undefined
  } catch {
    return undefined
  }
}

export interface GroupTrouble {
  readonly group: string
  readonly client: string
  readonly times: number
}

/** Groups that rebalanced lately for one reason. */
export function groupsWith(
  { groups, nowMs }: Evidence,
  what: NonNullable<GroupChange['because']>['what'],
): readonly GroupTrouble[] {
  return groups.flatMap(({ detail: { id }, changes }) => {
    const found = changes.filter(
      ({ at, because }) => because?.what === what && nowMs - at < LATELY_MS,
    )
    const client = found.at(-1)?.because?.clientId ?? ''
    return found.length > 0 ? [{ group: id, client, times: found.length }] : []
  })
}

/** The last records that a node saw, by their own time and when they came. */
export const dotsOf = ({ lanes }: TimeView): readonly (readonly [at: number, seenAt: number])[] =>
  lanes.flatMap(({ onTime }) => onTime.slice(-DOTS))
const DOTS = 20
