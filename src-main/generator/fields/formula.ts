// Formulas over the fields above, in the lab's own expression language: exact decimals, so a total
// is the total.
import {
  compileExpression,
  LONG,
  TIMESTAMP,
  type CompiledExpression,
  type StructType,
} from '@shared/expr'
import { LabError } from '@shared/errors'
import { jsonWriter } from '../json-text'
import { fromValue, type Field, type FieldScope } from './field'
import { EVENT_SEQ, EVENT_TIME } from './names'

export function scopeType(scope: FieldScope): StructType {
  return {
    kind: 'struct',
    fields: [
      ...scope.above,
      { name: EVENT_TIME, type: TIMESTAMP },
      { name: EVENT_SEQ, type: LONG },
    ],
  }
}

export function compileFormula(text: string, scope: FieldScope): CompiledExpression {
  try {
    return compileExpression(text, scopeType(scope), { timezone: scope.zone.name })
  } catch (error) {
    // The place inside the formula and the field that it is in.
    const at = LabError.from(error)
    throw new LabError(at.code, {
      kind: at.kind,
      params: { ...at.params, field: scope.path },
      cause: error,
    })
  }
}

export function formulaField(text: string, scope: FieldScope): Field {
  const { type, evaluate } = compileFormula(text, scope)
  return fromValue(
    type,
    context => evaluate(context.row),
    jsonWriter(type, scope.style, scope.zone),
  )
}
