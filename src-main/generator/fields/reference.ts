// References to another stream's records: record j of that stream is made again from the same seed,
// so nothing has to be stored and an order's customer is exactly the customer that the other stream
// sent. Save for its times: whose turn it was in the other stream's schedule is not known here, so
// fields made of the event's time (`time`, faker's dates) are as of the start of this one's.
import { type Row, type Value } from '@shared/expr'
import { jsonWriter } from '../json-text'
import { recordError } from '../problem'
import { shared } from './choices'
import { fromValue, type EventContext, type Field, type FieldScope } from './field'
import { compileFormula } from './formula'
import { rankOf, type Ranks } from './ranks'

interface Ref extends Ranks {
  readonly ref: string
  readonly field?: string
  readonly of?: number
  readonly at?: string
  readonly row?: string
}

const POPULATION = 1000

export function referenceField(spec: Ref, scope: FieldScope): Field {
  const target = scope.reference(spec.ref, scope.path)
  const size = spec.of ?? POPULATION
  const draw = indexer(spec, size, scope)
  const index = shared(`ref ${spec.ref} `, spec.row, draw)
  const { type } = target
  if (spec.field === undefined)
    return fromValue(
      type,
      context => target.rowAt(index(context)),
      jsonWriter(type, scope.style, scope.zone),
    )
  const { field } = spec
  const found = type.kind === 'struct' ? type.fields.find(f => f.name === field) : undefined
  if (!found)
    throw recordError('generator-no-ref-field', scope.path, { name: spec.ref, part: field })
  return fromValue(
    found.type,
    context => partOf(target.rowAt(index(context)), field),
    jsonWriter(found.type, scope.style, scope.zone),
  )
}

const partOf = (row: Row, field: string): Value => row[field] ?? null

function indexer(spec: Ref, size: number, scope: FieldScope): (context: EventContext) => number {
  if (spec.at !== undefined) {
    const formula = compileFormula(spec.at, scope)
    if (formula.type.kind !== 'int' && formula.type.kind !== 'long')
      throw recordError('generator-ref-at', scope.path, { found: formula.type.kind })
    return context => Math.max(0, Number(formula.evaluate(context.row) ?? 0))
  }
  const rank = rankOf(size, spec)
  return ({ random }) => rank(random)
}
