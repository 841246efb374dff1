// A state for each key, in a PySpark job: applyInPandasWithState on Spark 3.5, transformWithState on 4.
// Whatever a step reads of its row is computed by Spark SQL beforehand; only what speaks of the state
// becomes Python. Spark gives the rows of a key in no order, so they are sorted by their arrival first.
// A timer is Spark's timeout of the group, or a timer of its processor; its moment is kept beside the
// state, since Spark forgets a timeout with each call and does not tell it.
import { parseType, sparkName, sparkType, toPython } from '@shared/expr'
import type { PlanStep } from '../../../model/plan-step'
import {
  ARRIVAL,
  named,
  type PySparkContext,
  type PySparkPart,
} from '../../../model/targets/pyspark'
import { pyAssign, pyCall, pyList, pyName, PyNames, pyText } from '../../../model/targets/python'
import { pyStatement } from '../../../model/targets/python-layout'
import {
  DUE,
  DUE_COLUMN,
  expired,
  handlesExpired,
  moves,
  registersTimer,
  setsTimeout,
  timeMode,
  timeoutOf,
  timerInPySpark,
  type PyTimer,
} from './pyspark-timer'
import { assigned, Columns } from './pyspark-values'
import type { MachineConfig } from './config'

const KINDS = new Set(['string', 'int', 'long', 'double', 'boolean'])

/** What the functions of a job name there; a state may be called the same. */
const TAKEN = (
  'F Any ExpiredTimerInfo GroupState GroupStateTimeout Iterable Iterator Row StatefulProcessor ' +
  'StatefulProcessorHandle TimerValues Steps pd ' +
  'arrived before changed columns due first grouped handle kept key next parts row rows schema self sorted state ' +
  'state_schema step timerValues timer_values tuple list'
).split(' ')

/** The parts of a step, whichever of Spark's interfaces it is given to. */
export interface Machine {
  readonly keys: readonly string[]
  readonly held: readonly string[]
  readonly next: readonly string[]
  readonly test: string | undefined
  readonly fields: readonly string[]
  readonly prepared: readonly string[]
  readonly timer: PyTimer | undefined
}

export function machineInPySpark(
  step: PlanStep<MachineConfig>,
  context: PySparkContext,
): PySparkPart {
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
  const becomes = (texts: Readonly<Record<string, string>>, path: string) =>
    names.map(name => {
      const text = texts[name]
      return text === undefined ? local(name) : python(`${path}.${name}`, text)
    })
  const next = becomes(set, 'set')
  const test = when === undefined ? undefined : python('when', when)
  const keys = Object.entries(by).map(([name, text]) =>
    named(context.sql(`by.${name}`, text), name),
  )
  const starts = Object.entries(state).map(
    ([name, { type, start }]) =>
      `CAST(${context.sql(`state.${name}.start`, start)} AS ${sparkType(parseType(type))}) AS start_${local(name)}`,
  )
  const timer = timerInPySpark(step, context, python, becomes)
  const fields = step.outputs.out?.row.fields ?? []
  const schema = fields.map(f => `${sparkName(f.name)} ${sparkType(f.type)}`).join(', ')
  const stateSchema = Object.entries(state)
    .map(([name, { type }]) => `${sparkName(name)} ${sparkType(parseType(type))}`)
    .concat(timer ? [`${DUE_COLUMN} BIGINT`] : [])
    .join(', ')
  const machine: Machine = {
    ...{ keys: Object.keys(by), held: names.map(local), next, test },
    fields: fields.map(f => f.name),
    timer,
    prepared: [
      ...(timer?.before ?? []),
      ...pyAssign('schema', schema),
      ...pyAssign('state_schema', stateSchema),
      ...pyCall('rows = rows.selectExpr', [
        ...keys,
        ...starts,
        ...columns.all(),
        ...(timer?.columns ?? []),
        ARRIVAL,
      ]),
    ],
  }
  const written = context.spark === '4' ? asProcessor(machine) : asFunction(machine)
  return {
    ...{ takes: 'rows', stateful: { mode: 'update' }, onlyStreams: true },
    ...(timer ? { goesByTime: true } : {}),
    ...written,
  }
}

/** One value is a tuple too. */
export const tupleOf = (held: readonly string[]) =>
  held.length === 1 ? `(${held.join()},)` : held.join(', ')
export const wrapped = (held: readonly string[]) =>
  held.length === 1 ? tupleOf(held) : `(${tupleOf(held)})`

/** The first row of a key. `indent`: columns before it. */
function begins({ held, timer }: Machine, indent: number): string[] {
  const starts = held.map(name => `first.start_${name}`)
  const lines = [...assigned(held, starts, indent), ...(timer ? [`${DUE} = -1`] : [])]
  return lines.map(line => `    ${line}`)
}

/** What is done with the rows of a key, between reading its state and giving it out. */
function steps({ held, next, test, timer }: Machine, from: string): string[] {
  const each = [
    ...(test === undefined ? [] : [`if not (${test}):`, '    continue', 'changed = True']),
    ...assigned(held, next, 8),
    ...(timer ? moves(timer) : []),
  ]
  // Linters want a name for what is not read.
  const row = each.some(line => /\brow\b/.test(line)) ? 'row' : '_row'
  return [
    ...(test === undefined ? [] : ['changed = False']),
    `for ${row} in ${from}:`,
    ...each.map(line => `    ${line}`),
  ]
}

/** What is kept of a key, with the moment of its timer. */
const keptOf = ({ held, timer }: Machine) => (timer ? [...held, DUE] : held)

const unlessChanged = ({ test }: Machine) =>
  test === undefined ? [] : ['if not changed:', '    return']

const groupedBy = ({ keys }: Machine) => `grouped = rows.groupBy(${pyList(keys).slice(1, -1)})`

/** Spark 3.5: a function over the rows of a key as frames of pandas. */
function asFunction(machine: Machine): Pick<PySparkPart, 'body' | 'imports'> {
  const { held, fields, prepared, timer } = machine
  const kept = keptOf(machine)
  const body = [
    ...(timer ? expired(timer, machine) : []),
    `arrived = pd.concat(list(parts)).sort_values("${ARRIVAL}", key=lambda at: at.map(tuple))`,
    'if state.exists:',
    `    ${tupleOf(kept)} = state.get`,
    'else:',
    '    first = next(arrived.itertuples())',
    ...begins(machine, 8),
    ...(timer?.now35 ?? []),
    ...steps(machine, 'arrived.itertuples()'),
    `state.update(${wrapped(kept)})`,
    ...(timer ? setsTimeout(timer) : []),
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
        plain: ['step', 'schema', 'state_schema', '"update"', timeoutOf(timer)],
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
  const { held, fields, prepared, timer } = machine
  const kept = keptOf(machine)
  const handle = [
    `arrived = sorted(rows, key=lambda row: row["${ARRIVAL}"])`,
    'kept = self.state.get()',
    'if kept is None:',
    '    first = arrived[0]',
    ...begins(machine, 12),
    'else:',
    `    ${tupleOf(kept)} = kept`,
    ...(timer?.now4 ?? []),
    ...steps(machine, 'arrived'),
    ...(timer ? registersTimer(timer) : []),
    `self.state.update(${wrapped(kept)})`,
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
      ...(timer ? ['        self.handle = handle'] : []),
      '        self.state = handle.getValueState("state", state_schema)',
      '',
      '    def handleInputRows(',
      '        self, key: Any, rows: Iterator[Any], timerValues: TimerValues',
      '    ) -> Iterator[Row]:',
      ...handle.map(line => `        ${line}`),
      '',
      ...(timer ? handlesExpired(timer, machine) : []),
      '    def close(self) -> None:',
      '        pass',
      '',
      groupedBy(machine),
      `return grouped.transformWithState(Steps(), schema, "update", "${timeMode(timer)}")`,
    ],
    imports: [
      'from collections.abc import Iterator',
      'from typing import Any',
      'from pyspark.sql import Row',
      ...(timer ? ['from pyspark.sql.streaming.stateful_processor import ExpiredTimerInfo'] : []),
      'from pyspark.sql.streaming.stateful_processor import StatefulProcessor',
      'from pyspark.sql.streaming.stateful_processor import StatefulProcessorHandle',
      'from pyspark.sql.streaming.stateful_processor import TimerValues',
    ],
    settings: { 'spark.sql.streaming.stateStore.providerClass': ROCKS_DB },
  }
}

/** The only kind of store that transformWithState keeps its state in. */
const ROCKS_DB = 'org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider'
