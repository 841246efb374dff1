// References to another stream's records: record j of that stream is made again from the same seed,
// so nothing has to be stored and an order's customer is exactly the customer that the other stream
// sent. There are two ways to say which one. A fixed population: the first so many records, whether
// they were sent or not; their times are then as of the start of this stream. Or what exists by now
// (`which`, `after`): how many there are, and when each was made, the other stream's schedule tells.
import { type Row, type Value } from '@shared/expr'
import type { Delay } from '@shared/lab'
import { delayDraw } from '../delay'
import { jsonWriter } from '../json-text'
import { recordError } from '../problem'
import { zipfBelow } from '../random'
import { shared } from './choices'
import { fromValue, type EventContext, type Field, type FieldScope, type Reference } from './field'
import { compileFormula } from './formula'
import { hotOf, rankOf, type Ranks } from './ranks'

interface Ref extends Ranks {
  readonly ref: string
  readonly field?: string
  readonly of?: number
  readonly at?: string
  readonly which?: 'any' | 'recent'
  readonly after?: Delay
  readonly miss?: number
  readonly row?: string
}

const POPULATION = 1000
/** Numbers of records that no stream comes to. A count made of one is still a 32-bit number. */
const MISS_FROM = 2_000_000_000
const MISSES = 100_000_000
/** Before the first record of the other stream. */
const NONE = -1

export function referenceField(spec: Ref, scope: FieldScope): Field {
  const target = scope.reference(spec.ref, scope.path)
  const index = shared(`ref ${spec.ref} `, spec.row, indexer(spec, target, scope))
  const row = (context: EventContext): Row | undefined => {
    const at = index(context)
    if (at === NONE) return undefined
    if (!isTimed(spec)) return target.rowAt(at)
    return target.rowAt(at, at >= MISS_FROM ? context.timeMs : target.clock()?.timeOf(at))
  }
  const { type } = target
  if (spec.field === undefined)
    return fromValue(
      type,
      context => row(context) ?? null,
      jsonWriter(type, scope.style, scope.zone),
    )
  const { field } = spec
  const found = type.kind === 'struct' ? type.fields.find(f => f.name === field) : undefined
  if (!found)
    throw recordError('generator-no-ref-field', scope.path, { name: spec.ref, part: field })
  return fromValue(
    found.type,
    context => partOf(row(context), field),
    jsonWriter(found.type, scope.style, scope.zone),
  )
}

const isTimed = ({ which, after }: Ref) => which !== undefined || after !== undefined
const partOf = (row: Row | undefined, field: string): Value => row?.[field] ?? null

type Indexer = (context: EventContext) => number

function indexer(spec: Ref, target: Reference, scope: FieldScope): Indexer {
  if (spec.at !== undefined) {
    const formula = compileFormula(spec.at, scope)
    if (formula.type.kind !== 'int' && formula.type.kind !== 'long')
      throw recordError('generator-ref-at', scope.path, { found: formula.type.kind })
    return context => Math.max(0, Number(formula.evaluate(context.row) ?? 0))
  }
  const { miss = 0 } = spec
  const found = isTimed(spec) ? existing(spec, target) : populated(spec)
  if (miss === 0) return found
  return context => {
    const { random } = context
    return random.unit() < miss ? MISS_FROM + random.below(MISSES) : found(context)
  }
}

function populated(spec: Ref): Indexer {
  const rank = rankOf(spec.of ?? POPULATION, spec)
  return ({ random }) => rank(random)
}

/** Where no source makes the other stream, as in a sample, the population is taken to be there. */
function existing(spec: Ref, target: Reference): Indexer {
  const { of = Infinity, zipf = 0, after = 0, which = 'recent' } = spec
  const delay = delayDraw(after)
  const { share, keys } = hotOf(spec.hot)
  return ({ random, timeMs }) => {
    const byMs = timeMs - delay(random)
    const clock = target.clock()
    const there = clock ? clock.countAt(byMs) : Math.min(of, POPULATION)
    if (there <= 0) return NONE
    if (which === 'recent') return there - 1
    const size = Math.min(of, there)
    if (share === 0 || keys >= size) return zipfBelow(random, size, zipf)
    return random.real() < share ? random.below(keys) : keys + zipfBelow(random, size - keys, zipf)
  }
}
