// A trace as a timeline: one lane per node, and one bar per activity, from its moment to the next
// in the same lane. The session's first source is the coordinator. The kind of an activity (read,
// reply, merge) comes from its words, as Cassandra writes them.
export interface TraceEvent {
  readonly activity: string
  readonly source: string
  readonly elapsedUs: number
}

export type TraceKind = 'prepare' | 'read' | 'write' | 'message' | 'merge'

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

export function kindOf(activity: string): TraceKind {
  if (/pars|prepar|plan|execute cql|computing ranges|determining replicas|submit/i.test(activity))
    return 'prepare'
  if (/sending|received|enqueuing|message|reply|response/i.test(activity)) return 'message'
  if (/merg|digest|complete/i.test(activity)) return 'merge'
  if (/append|memtable add|adding to|mutation|write|insert|commit/i.test(activity)) return 'write'
  return 'read'
}
