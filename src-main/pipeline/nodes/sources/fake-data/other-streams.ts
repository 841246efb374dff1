// The streams whose records this source refers to as they exist (`which`, `after`), those that they
// refer to as well: which source of the run makes each, and whether all of them have opened.
import type { StreamClock } from '@main/generator'
import type { FieldSpec, LabFile } from '@shared/lab'
import type { NodeEnv } from '../../../model/operator'
import type { SourceOptions } from '../../../model/source'

export interface OtherStreams {
  clockOf(record: string): StreamClock | undefined
  /** Whether it is known of all of them what exists, or that it never will be. */
  areSettled(): boolean
  /** So far it is certain what exists. */
  readonly untilMs: number
  /** Why it will never be certain what comes later. */
  readonly failure: unknown
  /** Undefined when all are open; fails when one never will be. */
  whenOpen(): Promise<void> | undefined
}

export function otherStreams(
  { lab, node }: Pick<NodeEnv, 'lab' | 'node'>,
  record: string,
  { streams }: Pick<SourceOptions, 'streams'>,
): OtherStreams {
  const type = lab.nodes[node]?.type
  const makerOf = (name: string) =>
    Object.keys(lab.nodes).find(
      id =>
        lab.nodes[id]?.type === type &&
        lab.nodes[id]?.with?.record === name &&
        streams?.isSource(id),
    )
  const makers = new Map(
    [...namedBy(record, lab)].flatMap(name => {
      const maker = makerOf(name)
      return maker === undefined ? [] : [[name, maker] as const]
    }),
  )
  const clockOf = (name: string) => {
    const maker = makers.get(name)
    return maker === undefined ? undefined : streams?.clockOf(maker)
  }
  const nodes = [...makers.values()]
  return {
    clockOf,
    areSettled: () =>
      nodes.every(id => streams?.clockOf(id) !== undefined) ||
      nodes.some(id => streams?.neverOpens(id)),
    get untilMs() {
      return Math.min(...nodes.map(id => streams?.clockOf(id)?.untilMs ?? Infinity))
    },
    get failure() {
      return nodes.map(id => streams?.clockOf(id)?.failure).find(each => each !== undefined)
    },
    whenOpen: () => streams?.whenOpen(nodes),
  }
}

/** Whether another source of the lab names records of this one as they exist. */
export function isNamedByOthers(
  { lab, node }: Pick<NodeEnv, 'lab' | 'node'>,
  record: string,
): boolean {
  const type = lab.nodes[node]?.type
  return Object.entries(lab.nodes).some(([id, other]) => {
    const name = other.with?.record
    return (
      id !== node &&
      other.type === type &&
      typeof name === 'string' &&
      namedBy(name, lab).has(record)
    )
  })
}

/** By this record, and by those that it names: references within references are made as well. */
function namedBy(record: string, lab: LabFile): Set<string> {
  const timed = new Set<string>()
  const seen = new Set<string>()
  const visit = (spec: FieldSpec): void => {
    if (typeof spec !== 'object' || spec === null) return
    if ('object' in spec) Object.values(spec.object).forEach(visit)
    else if ('list' in spec) visit(spec.list)
    else if ('ref' in spec) {
      if (spec.which !== undefined || spec.after !== undefined) timed.add(spec.ref)
      all(spec.ref)
    }
  }
  const all = (name: string): void => {
    if (seen.has(name)) return
    seen.add(name)
    Object.values(lab.records?.[name]?.fields ?? {}).forEach(visit)
  }
  all(record)
  return timed
}
