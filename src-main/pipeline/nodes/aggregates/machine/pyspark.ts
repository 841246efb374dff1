// A state for each key, in a PySpark 3.5 job: applyInPandasWithState. Whatever a step reads of its
// row is computed by Spark SQL beforehand; only what speaks of the state becomes Python. Spark gives
// the rows of a key in no order, so they are sorted by their arrival first.
import { parseType, sparkName, sparkType, toPython } from '@shared/expr'
import type { PlanStep } from '../../../model/plan-step'
import {
  ARRIVAL,
  named,
  type PySparkContext,
  type PySparkPart,
} from '../../../model/targets/pyspark'
import { COLUMNS_MAX, pyAssign, pyCall, pyList, pyName } from '../../../model/targets/python'

interface Config {
  readonly by?: Readonly<Record<string, string>> | undefined
  readonly state: Readonly<Record<string, { readonly type: string; readonly start: string }>>
  readonly set: Readonly<Record<string, string>>
  readonly when?: string | undefined
}
const KINDS = new Set(['string', 'int', 'long', 'double', 'boolean'])

export function machineInPySpark(step: PlanStep<Config>, context: PySparkContext): PySparkPart {
  const { by = {}, state, set, when } = step.config
  const names = Object.keys(state)
  for (const [name, { type }] of Object.entries(state))
    if (!KINDS.has(parseType(type).kind))
      context.problem(`state.${name}.type`, 'export-state-type', 'error', { type })
  context.problem('', 'export-state-null', 'warning')
  const columns = new Columns()
  const python = (path: string, text: string) =>
    context.attempt(path, () =>
      toPython(text, { state: pyName, column: sql => `row.${columns.nameOf(sql)}` }),
    )
  const next = names.map(name => {
    const text = set[name]
    return text === undefined ? pyName(name) : python(`set.${name}`, text)
  })
  const test = when === undefined ? undefined : python('when', when)
  const keys = Object.entries(by).map(([name, text]) =>
    named(context.sql(`by.${name}`, text), name),
  )
  const starts = Object.entries(state).map(
    ([name, { type, start }]) =>
      `CAST(${context.sql(`state.${name}.start`, start)} AS ${sparkType(parseType(type))}) AS start_${pyName(name)}`,
  )
  const fields = step.outputs.out?.row.fields ?? []
  const schema = fields.map(f => `${sparkName(f.name)} ${sparkType(f.type)}`).join(', ')
  const stateSchema = Object.entries(state)
    .map(([name, { type }]) => `${sparkName(name)} ${sparkType(parseType(type))}`)
    .join(', ')
  const held = names.map(pyName)
  // One value is a tuple too.
  const tuple = held.length === 1 ? `(${held.join()},)` : held.join(', ')
  return {
    takes: 'rows',
    stateful: { mode: 'update' },
    onlyStreams: true,
    body: [
      ...pyAssign('schema', schema),
      ...pyAssign('state_schema', stateSchema),
      ...pyCall('rows = rows.selectExpr', [...keys, ...starts, ...columns.all(), ARRIVAL]),
      '',
      'def step(',
      '    key: tuple[Any, ...], parts: Iterable[pd.DataFrame], state: GroupState',
      ') -> Iterator[pd.DataFrame]:',
      `    arrived = pd.concat(list(parts)).sort_values("${ARRIVAL}", key=lambda at: at.map(tuple))`,
      '    if state.exists:',
      `        ${tuple} = state.get`,
      '    else:',
      '        first = next(arrived.itertuples())',
      ...assigned(
        held,
        held.map(name => `first.start_${name}`),
      ),
      ...(test === undefined ? [] : ['    changed = False']),
      '    for row in arrived.itertuples():',
      ...(test === undefined
        ? []
        : [`        if not (${test}):`, '            continue', '        changed = True']),
      ...assigned(held, next),
      `    state.update(${held.length === 1 ? tuple : `(${tuple})`})`,
      ...(test === undefined ? [] : ['    if not changed:', '        return']),
      `    columns = ${pyList(fields.map(f => f.name))}`,
      `    yield pd.DataFrame([(*key, ${held.join(', ')})], columns=columns)`,
      '',
      `grouped = rows.groupBy(${pyList(Object.keys(by)).slice(1, -1)})`,
      ...pyCall('return grouped.applyInPandasWithState', [], {
        plain: ['step', 'schema', 'state_schema', '"update"', 'GroupStateTimeout.NoTimeout'],
      }),
    ],
    imports: [
      'from collections.abc import Iterable',
      'from collections.abc import Iterator',
      'from typing import Any',
      'import pandas as pd',
      'from pyspark.sql.streaming.state import GroupState, GroupStateTimeout',
    ],
  }
}

function assigned(names: readonly string[], values: readonly string[]): string[] {
  const target = names.join(', ')
  const one = `        ${target} = ${values.join(', ')}`
  if (one.length <= COLUMNS_MAX - 4) return [one]
  const comma = names.length === 1 ? '' : ','
  const parts = values.flatMap(value => {
    const lines = value.length > COLUMNS_MAX - 20 ? choiceLines(value) : [value]
    return lines.map((line, i) => `            ${line}${i === lines.length - 1 ? comma : ''}`)
  })
  return [`        ${target} = (`, ...parts, '        )']
}

/** `a if b else c` on three lines. */
function choiceLines(text: string): string[] {
  const cut = [' if ', ' else '].map(word => outermost(text, word))
  const [ifAt = -1, elseAt = -1] = cut
  return ifAt < 0 || elseAt < 0
    ? [text]
    : [text.slice(0, ifAt), text.slice(ifAt + 1, elseAt), text.slice(elseAt + 1)]
}

/** Where a word is, outside of parentheses and texts. */
function outermost(text: string, word: string): number {
  let depth = 0
  for (const { 0: part, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|./gs)) {
    if (part === '(') depth++
    else if (part === ')') depth--
    else if (depth === 0 && text.startsWith(word, index)) return index
  }
  return -1
}

/** Values that Spark SQL computes for the steps, each once. */
class Columns {
  private readonly names = new Map<string, string>()

  nameOf(sql: string): string {
    const known = this.names.get(sql)
    if (known !== undefined) return known
    const isPath = /^[\w.]+$/.test(sql)
    const plain = isPath ? `row_${pyName(sql)}` : `value_${this.names.size + 1}`
    const name = [...this.names.values()].includes(plain) ? `${plain}_${this.names.size}` : plain
    this.names.set(sql, name)
    return name
  }

  all(): string[] {
    return [...this.names].map(([sql, name]) => `${sql} AS ${name}`)
  }
}
