// What a node keeps, for people. A look takes a few keys at a time and lets the run go on in between,
// so it may take as long as it likes: the state moves meanwhile, and a page is what stood there when
// its keys were passed.
import type { StateKey, StateNode, StatePage } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { Json, KeptKey } from '../model/operator'
import type { StateAsked } from '../model/run-types'
import type { GraphNode } from './job/graph'

/** Keys that are told, or passed over, in one turn. */
const TOLD_A_TURN = 200
const PASSED_A_TURN = 20_000
/** A search goes no further in one answer. */
const TOLD_MAX = 200_000
const PAGE_KEYS = 100
/** Of a value in a list. */
const SHORT_VALUE = 2000
const SAMPLE_KEYS = 100
/** The window has a field of its own; the key does not hold it. */
const WINDOW_FIELDS = new Set(['window_start', 'window_end'])

type Keeper = Pick<GraphNode, 'id' | 'operator'>

export async function statesOf(nodes: readonly Keeper[]): Promise<StateNode[]> {
  return nodes.flatMap(({ id, operator }) => {
    if (!operator.keptKeys) return []
    const keys = operator.stateKeys?.() ?? 0
    let told = 0
    let bytes = 0
    for (const tell of operator.keptKeys()) {
      bytes += shown(tell()).bytes
      if (++told === SAMPLE_KEYS) break
    }
    const sum = told === 0 ? 0 : Math.round((bytes / told) * keys)
    return [{ node: id, keys, bytes: sum, ...coldPartOf(operator) }]
  })
}

export async function statePageOf(
  { node, search, key, whole, from = 0, limit = PAGE_KEYS }: StateAsked,
  found: Keeper | undefined,
  nowMs: number,
): Promise<StatePage> {
  const kept = found?.operator.keptKeys?.()
  if (!found || !kept) throw new LabError('run-no-state', { kind: 'usage', params: { node } })
  const wanted = search?.toLowerCase()
  const isWanted = (each: StateKey): boolean =>
    key ? sameKey(each.key, key) : wanted === undefined || hasText(each, wanted)
  const longest = key || whole ? Infinity : SHORT_VALUE
  const items: StateKey[] = []
  let fields: readonly string[] = []
  let place = 0
  let told = 0
  let next: number | undefined
  for (const tell of kept) {
    if (place++ < from) {
      if (place % PASSED_A_TURN === 0) await turn()
      continue
    }
    if (items.length === limit || told === TOLD_MAX) {
      next = place - 1
      break
    }
    const one = tell()
    if (told++ === 0) fields = Object.keys(fieldsOf(one.key))
    const each = shown(one)
    if (isWanted(each)) items.push(cut(each, longest))
    if (told % TOLD_A_TURN === 0) await turn()
  }
  const keys = found.operator.stateKeys?.() ?? 0
  return {
    node,
    nowMs,
    keys,
    ...coldPartOf(found.operator),
    fields,
    items,
    ...(next === undefined ? {} : { next }),
  }
}

function coldPartOf(operator: Keeper['operator']): Pick<StateNode, 'cold'> {
  const cold = operator.coldState?.()
  return cold && cold.keys > 0 ? { cold } : {}
}

const turn = () => new Promise<void>(resolve => setImmediate(resolve))

const sameKey = (a: StateKey['key'], b: StateKey['key']) =>
  a.length === b.length && a.every((part, at) => part === b[at])

const hasText = ({ key, value }: StateKey, wanted: string): boolean =>
  key.some(part => part?.toLowerCase().includes(wanted)) || value.toLowerCase().includes(wanted)

export const fieldsOf = (key: Json): Readonly<Record<string, Json>> =>
  Object.fromEntries(Object.entries<Json>(Object(key)).filter(([name]) => !WINDOW_FIELDS.has(name)))

function shown({ key, value, ...times }: KeptKey): StateKey {
  const text = JSON.stringify(value)
  const parts = Object.values(fieldsOf(key)).map(part =>
    part === null || typeof part === 'string' ? part : JSON.stringify(part),
  )
  const bytes = Buffer.byteLength(text) + Buffer.byteLength(JSON.stringify(key))
  return { key: parts, value: text, bytes, ...times }
}

const cut = (each: StateKey, longest: number): StateKey =>
  each.value.length > longest ? { ...each, value: each.value.slice(0, longest), isCut: true } : each
