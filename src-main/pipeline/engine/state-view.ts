// What a node keeps, for people. A look takes a few keys at a time and lets the run go on in between,
// so it may take as long as it likes: the state moves meanwhile, and a page is what stood there when
// its keys were passed.
import type { StateKey, StateNode, StatePage } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { KeptKey } from '../model/operator'
import type { StateAsked } from '../model/run-types'
import type { GraphNode } from './job/graph'
import { keyFields } from './key-fields'
import { lookThrough } from './look-through'

const PAGE_KEYS = 100
/** Of a value in a list. */
const SHORT_VALUE = 2000
const SAMPLE_KEYS = 100

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
  let fields: readonly string[] | undefined
  const { items, next } = await lookThrough(kept, { from, limit }, one => {
    fields ??= Object.keys(keyFields(one.key))
    const each = shown(one)
    return isWanted(each) ? cut(each, longest) : undefined
  })
  const keys = found.operator.stateKeys?.() ?? 0
  return {
    node,
    nowMs,
    keys,
    ...coldPartOf(found.operator),
    fields: fields ?? [],
    items,
    ...(next === undefined ? {} : { next }),
  }
}

function coldPartOf(operator: Keeper['operator']): Pick<StateNode, 'cold'> {
  const cold = operator.coldState?.()
  return cold && cold.keys > 0 ? { cold } : {}
}

const sameKey = (a: StateKey['key'], b: StateKey['key']) =>
  a.length === b.length && a.every((part, at) => part === b[at])

const hasText = ({ key, value }: StateKey, wanted: string): boolean =>
  key.some(part => part?.toLowerCase().includes(wanted)) || value.toLowerCase().includes(wanted)

function shown({ key, value, ...times }: KeptKey): StateKey {
  const text = JSON.stringify(value)
  const parts = Object.values(keyFields(key)).map(part =>
    part === null || typeof part === 'string' ? part : JSON.stringify(part),
  )
  const bytes = Buffer.byteLength(text) + Buffer.byteLength(JSON.stringify(key))
  return { key: parts, value: text, bytes, ...times }
}

const cut = (each: StateKey, longest: number): StateKey =>
  each.value.length > longest ? { ...each, value: each.value.slice(0, longest), isCut: true } : each
