// The expression language: one small SQL that filters, derives, keys and aggregates records,
// checked before a run and printable as Spark SQL. Other folders use only this file;
// types.ts describes the form of each value.
export { Decimal } from './decimal'
export * from './types'
export { parseType, tryParseType } from './type-parser'
export type { Expr } from './ast'
export type { ExprProblem } from './problem'
export { parseExpression } from './parser'
export {
  checkExpression,
  compileExpression,
  checkCondition,
  compileCondition,
  checkAggregate,
  compileAggregate,
  type CompileOptions,
  type CompiledExpression,
  type CompiledAggregate,
  type Accumulator,
} from './compile'
export { printSpark, sparkName, sparkText, sparkType, toSparkSql } from './print'
export { flinkInterval, flinkName, flinkText, flinkType, toFlinkSql } from './print-flink'
export { toPython } from './print-python'
export { completeExpression, type Completion } from './complete'
export { compileReader, compileWriter, inferType, typeOfNumber } from './json'
export { compareValues, keyOf, isRow, type Key } from './compare'

export { castFunction } from './casts'
export { findZone, utc, type Zone } from './time/zone'
export { datePattern } from './time/pattern'
export { parseTimestamp, printDate, printTimestamp } from './time/iso'
export { regexTest } from './regex'
