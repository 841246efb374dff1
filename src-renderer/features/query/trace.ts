// A trace as a timeline: one lane per node, and one bar per activity, from its moment to the next
// in the same lane. The session's first source is the coordinator. The kind of an activity (parse,
// plan, read, sort, send, …) comes from its words, as Cassandra writes them.
export interface TraceEvent {
  readonly activity: string
  readonly source: string
  readonly elapsedUs: number
}

export const TRACE_KINDS = [
  'parse',
  'plan',
  'read',
  'write',
  'sort',
  'message',
  'merge',
  'send',
] as const
export type TraceKind = (typeof TRACE_KINDS)[number]

export interface TraceBar {
  readonly fromUs: number
  readonly toUs: number
  readonly kind: TraceKind
  readonly activity: string
}

export interface TraceLane {
  readonly source: string
  readonly coordinator: boolean
  readonly bars: readonly TraceBar[]
}

export interface Timeline {
  readonly lanes: readonly TraceLane[]
  readonly totalUs: number
}

export function timelineOf(events: readonly TraceEvent[]): Timeline {
  const ordered = [...events].sort((a, b) => a.elapsedUs - b.elapsedUs)
  const coordinator = events[0]?.source
  const totalUs = Math.max(1, ...ordered.map(event => event.elapsedUs))
  const bySource = new Map<string, TraceEvent[]>()
  if (coordinator !== undefined) bySource.set(coordinator, [])
  for (const event of ordered)
    bySource.set(event.source, [...(bySource.get(event.source) ?? []), event])
  const lanes = [...bySource].map(([source, own]) => ({
    source,
    coordinator: source === coordinator,
    bars: own.map((event, index) => ({
      fromUs: event.elapsedUs,
      toUs: own[index + 1]?.elapsedUs ?? (source === coordinator ? totalUs : event.elapsedUs),
      kind: kindOf(event.activity),
      activity: event.activity,
    })),
  }))
  return { lanes, totalUs }
}

/** How long each kind of work took, of all nodes together, in the order that it is done in. */
export function phasesOf({ lanes }: Timeline): { kind: TraceKind; us: number }[] {
  const bars = lanes.flatMap(lane => lane.bars).filter(({ activity }) => !isEnd(activity))
  return TRACE_KINDS.flatMap(kind => {
    const own = bars.filter(bar => bar.kind === kind)
    if (own.length === 0) return []
    return [{ kind, us: own.reduce((sum, bar) => sum + bar.toUs - bar.fromUs, 0) }]
  })
}

const isEnd = (activity: string) => /^request complete/i.test(activity)

export function kindOf(activity: string): TraceKind {
  if (/^sending the answer/i.test(activity)) return 'send'
  if (/^sort|^comparing/i.test(activity)) return 'sort'
  if (/pars/i.test(activity)) return 'parse'
  if (/prepar|plan|execute cql|computing ranges|determining replicas|submit/i.test(activity))
    return 'plan'
  if (/sending|received|enqueuing|message|reply|response/i.test(activity)) return 'message'
  if (/merg|digest|complete/i.test(activity)) return 'merge'
  if (/append|memtable add|adding to|mutation|write|insert|commit/i.test(activity)) return 'write'
  return 'read'
}
