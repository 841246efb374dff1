// A state for each key, in a PySpark job: applyInPandasWithState on Spark 3.5, transformWithState on 4.
// Whatever a step reads of its row is computed by Spark SQL beforehand; only what speaks of the state
// becomes Python. Spark gives the rows of a key in no order, so they are sorted by their arrival first.
import { parseType, sparkName, sparkType, toPython } from '@shared/expr'
import type { PlanStep } from '../../../model/plan-step'
import {
  ARRIVAL,
  named,
  type PySparkContext,
  type PySparkPart,
} from '../../../model/targets/pyspark'
import {
  COLUMNS_MAX,
  pyAssign,
  pyCall,
  pyList,
  pyName,
  PyNames,
  pyText,
} from '../../../model/targets/python'
import { pyStatement } from '../../../model/targets/python-layout'

interface Config {
  readonly by?: Readonly<Record<string, string>> | undefined
  readonly state: Readonly<Record<string, { readonly type: string; readonly start: string }>>
  readonly set: Readonly<Record<string, string>>
  readonly when?: string | undefined
}
const KINDS = new Set(['string', 'int', 'long', 'double', 'boolean'])

/** What the functions of a job name there; a state may be called the same. */
const TAKEN = (
  'F Any GroupState GroupStateTimeout Iterable Iterator Row StatefulProcessor ' +
  'StatefulProcessorHandle TimerValues Steps pd ' +
  'arrived changed columns first grouped handle kept key next parts row rows schema self sorted state ' +
  'state_schema step timer_values tuple list'
).split(' ')

/** The parts of a step, whichever of Spark's interfaces it is given to. */
interface Machine {
  readonly keys: readonly string[]
  readonly held: readonly string[]
  readonly next: readonly string[]
  readonly test: string | undefined
  readonly fields: readonly string[]
  readonly prepared: readonly string[]
}

export function machineInPySpark(step: PlanStep<Config>, context: PySparkContext): PySparkPart {
  const { by = {}, state, set, when } = step.config
  const names = Object.keys(state)
  for (const [name, { type }] of Object.entries(state))
    if (!KINDS.has(parseType(type).kind))
      context.problem(`state.${name}.type`, 'export-state-type', 'error', { type })
  context.problem('', 'export-state-null', 'warning')
  const columns = new Columns()
  const distinct = new PyNames(TAKEN)
  const locals = new Map(names.map(name => [name, distinct.give(pyName(name))]))
  const local = (name: string) => locals.get(name) ?? pyName(name)
  const python = (path: string, text: string) =>
    context.attempt(path, () =>
      toPython(text, { state: local, column: sql => `row.${columns.nameOf(sql)}` }),
    )
  const next = names.map(name => {
    const text = set[name]
    return text === undefined ? local(name) : python(`set.${name}`, text)
  })
  const test = when === undefined ? undefined : python('when', when)
  const keys = Object.entries(by).map(([name, text]) =>
    named(context.sql(`by.${name}`, text), name),
  )
  const starts = Object.entries(state).map(
    ([name, { type, start }]) =>
      `CAST(${context.sql(`state.${name}.start`, start)} AS ${sparkType(parseType(type))}) AS start_${local(name)}`,
  )
  const fields = step.outputs.out?.row.fields ?? []
  const schema = fields.map(f => `${sparkName(f.name)} ${sparkType(f.type)}`).join(', ')
  const stateSchema = Object.entries(state)
    .map(([name, { type }]) => `${sparkName(name)} ${sparkType(parseType(type))}`)
    .join(', ')
  const machine: Machine = {
    ...{ keys: Object.keys(by), held: names.map(local), next, test },
    fields: fields.map(f => f.name),
    prepared: [
      ...pyAssign('schema', schema),
      ...pyAssign('state_schema', stateSchema),
      ...pyCall('rows = rows.selectExpr', [...keys, ...starts, ...columns.all(), ARRIVAL]),
    ],
  }
  const written = context.spark === '4' ? asProcessor(machine) : asFunction(machine)
  return { takes: 'rows', stateful: { mode: 'update' }, onlyStreams: true, ...written }
}

/** One value is a tuple too. */
const tupleOf = (held: readonly string[]) =>
  held.length === 1 ? `(${held.join()},)` : held.join(', ')
const wrapped = (held: readonly string[]) =>
  held.length === 1 ? tupleOf(held) : `(${tupleOf(held)})`

/** What is done with the rows of a key, between reading its state and giving it out. */
const steps = ({ held, next, test }: Machine, from: string): string[] => [
  ...(test === undefined ? [] : ['changed = False']),
  `for row in ${from}:`,
  ...(test === undefined
    ? []
    : [`    if not (${test}):`, '        continue', '    changed = True']),
  ...assigned(held, next, 8).map(line => `    ${line}`),
]

const unlessChanged = ({ test }: Machine) =>
  test === undefined ? [] : ['if not changed:', '    return']

const groupedBy = ({ keys }: Machine) => `grouped = rows.groupBy(${pyList(keys).slice(1, -1)})`

/** Spark 3.5: a function over the rows of a key as frames of pandas. */
function asFunction(machine: Machine): Pick<PySparkPart, 'body' | 'imports'> {
  const { held, fields, prepared } = machine
  const body = [
    `arrived = pd.concat(list(parts)).sort_values("${ARRIVAL}", key=lambda at: at.map(tuple))`,
    'if state.exists:',
    `    ${tupleOf(held)} = state.get`,
    'else:',
    '    first = next(arrived.itertuples())',
    ...assigned(
      held,
      held.map(name => `first.start_${name}`),
      8,
    ).map(line => `    ${line}`),
    ...steps(machine, 'arrived.itertuples()'),
    `state.update(${wrapped(held)})`,
    ...unlessChanged(machine),
    `columns = ${pyList(fields)}`,
    `yield pd.DataFrame([(*key, ${held.join(', ')})], columns=columns)`,
  ]
  return {
    body: [
      ...prepared,
      '',
      'def step(',
      '    key: tuple[Any, ...], parts: Iterable[pd.DataFrame], state: GroupState',
      ') -> Iterator[pd.DataFrame]:',
      ...body.map(line => `    ${line}`),
      '',
      groupedBy(machine),
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

/** Spark 4: a processor over the rows of a key as they are. */
function asProcessor(machine: Machine): Pick<PySparkPart, 'body' | 'imports' | 'settings'> {
  const { held, fields, prepared } = machine
  const handle = [
    `arrived = sorted(rows, key=lambda row: row["${ARRIVAL}"])`,
    'kept = self.state.get()',
    'if kept is None:',
    '    first = arrived[0]',
    ...assigned(
      held,
      held.map(name => `first.start_${name}`),
      12,
    ).map(line => `    ${line}`),
    'else:',
    `    ${tupleOf(held)} = kept`,
    ...steps(machine, 'arrived'),
    `self.state.update(${wrapped(held)})`,
    ...unlessChanged(machine),
    ...pyStatement(`columns = Row(${fields.map(pyText).join(', ')})`, 12),
    `yield columns(*key, ${held.join(', ')})`,
  ]
  return {
    body: [
      ...prepared,
      '',
      'class Steps(StatefulProcessor):',
      '    def init(self, handle: StatefulProcessorHandle) -> None:',
      '        self.state = handle.getValueState("state", state_schema)',
      '',
      '    def handleInputRows(',
      '        self, key: Any, rows: Iterator[Any], timerValues: TimerValues',
      '    ) -> Iterator[Row]:',
      ...handle.map(line => `        ${line}`),
      '',
      '    def close(self) -> None:',
      '        pass',
      '',
      groupedBy(machine),
      'return grouped.transformWithState(Steps(), schema, "update", "None")',
    ],
    imports: [
      'from collections.abc import Iterator',
      'from typing import Any',
      'from pyspark.sql import Row',
      'from pyspark.sql.streaming.stateful_processor import StatefulProcessor',
      'from pyspark.sql.streaming.stateful_processor import StatefulProcessorHandle',
      'from pyspark.sql.streaming.stateful_processor import TimerValues',
    ],
    settings: { 'spark.sql.streaming.stateStore.providerClass': ROCKS_DB },
  }
}

/** The only kind of store that transformWithState keeps its state in. */
const ROCKS_DB = 'org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider'

/** `indent`: columns before it, within the body of the node's function. */
function assigned(names: readonly string[], values: readonly string[], indent: number): string[] {
  const target = names.join(', ')
  const one = `${target} = ${values.join(', ')}`
  if (indent + one.length <= COLUMNS_MAX - 4) return [one]
  const comma = names.length === 1 ? '' : ','
  const parts = values.flatMap(value => {
    const lines = value.length > COLUMNS_MAX - indent - 12 ? choiceLines(value) : [value]
    return lines.map((line, i) => `    ${line}${i === lines.length - 1 ? comma : ''}`)
  })
  return [`${target} = (`, ...parts, ')']
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
