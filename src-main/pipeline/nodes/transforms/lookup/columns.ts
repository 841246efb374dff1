// What the jobs of other engines must know of a lookup: the columns of the table with their types, and
// what each is compared with.
import {
  compileExpression,
  STRING,
  tryParseType,
  type DataType,
  type StructType,
} from '@shared/expr'
import { LabError } from '@shared/errors'
import { pairingOf, type Pairing } from '../../../model/pairing'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import type { Config } from './config'

export interface LookupKeyColumn {
  readonly column: string
  /** Of the row, and its type. */
  readonly text: string
  readonly type: DataType
}

export interface LookupColumns {
  readonly keys: readonly LookupKeyColumn[]
  readonly found: StructType
  readonly pairing: Pairing
  readonly isCassandra: boolean
}

export function lookupColumns(step: PlanStep<Config>): LookupColumns {
  const { config, lab, zone } = step
  const { row } = inputOf(step)
  const keys = Object.entries(config.on).map(([column, text]) => ({
    ...{ column, text },
    type: typeOf(text, row, zone),
  }))
  const found: StructType = {
    kind: 'struct',
    fields: Object.entries(config.fields).map(([name, text]) => {
      const parsed = tryParseType(text)
      return { name, type: 'type' in parsed ? parsed.type : STRING }
    }),
  }
  const isCassandra = lab.connections?.[config.connection]?.type === 'cassandra'
  return { keys, found, pairing: lookupPairing(row, found, config.on, zone), isCassandra }
}

/** A field that the table is asked by and gives back under the same name is one field. */
export function lookupPairing(
  row: StructType,
  found: StructType,
  on: Readonly<Record<string, string>>,
  zone: string,
): Pairing {
  const same = Object.fromEntries(Object.entries(on).map(([column, text]) => [text, column]))
  return pairingOf(row, found, same, zone)
}

/** A lab that is being written may hold what does not compile. */
function typeOf(text: string, row: StructType, timezone: string): DataType {
  try {
    return compileExpression(text, row, { timezone }).type
  } catch (error) {
    if (error instanceof LabError) return STRING
    throw error
  }
}
