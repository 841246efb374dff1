// Two streams as one in a PySpark job: Spark's own join of streams. The second input's fields are
// renamed first, so that no name is there twice.
import { sparkName } from '@shared/expr'
import type { PlanStep } from '../../../model/plan-step'
import { named, type PySparkContext, type PySparkPart } from '../../../model/targets/pyspark'
import { pyCall, pyText, sparkDelay } from '../../../model/targets/python'
import type { Config } from './config'
import { pairingOf } from '../../../model/pairing'

const SIDES = ['left', 'right'] as const

export function joinInPySpark(step: PlanStep<Config>, context: PySparkContext): PySparkPart {
  const { config, inputs } = step
  const [one, other] = inputs
  if (config.table) context.problem('table', 'export-join-table', 'error')
  if (config.watermarkBy === 'partition')
    context.problem('watermarkBy', 'export-watermark-partitions', 'warning')
  if (!one || !other) return { takes: 'streams', body: ['return streams[0]'] }
  const { right } = pairingOf(one.stream.row, other.stream.row, config.on, step.zone)
  const pairs = Object.entries(config.on)
  const conditions = [
    ...pairs.map((_, i) => `_left_${i} = _right_${i}`),
    ...(config.within
      ? [
          `_right_time >= _left_time - ${interval(config.within.before)}`,
          `_right_time <= _left_time + ${interval(config.within.after)}`,
        ]
      : []),
  ]
  const shared = new Map(right.filter(({ isShared }) => isShared).map(({ to }) => [to, to]))
  const fields = [
    ...one.stream.row.fields.map(({ name }) =>
      shared.has(name)
        ? `coalesce(${sparkName(name)}, ${renamed(name)}) AS ${sparkName(name)}`
        : sparkName(name),
    ),
    ...right
      .filter(({ isShared }) => !isShared)
      .map(({ from, to }) => named(sparkName(renamed(from)), to)),
  ]
  const side = (at: 0 | 1) => {
    const name = SIDES[at]
    const { time, watermark } = config[name] ?? {}
    const keys = pairs.map((pair, i) =>
      named(context.sql(at === 0 ? 'on' : `on.${pair[0]}`, pair[at]), `_${name}_${i}`),
    )
    const own = at === 0 ? ['*'] : right.map(({ from }) => named(sparkName(from), renamed(from)))
    const times =
      time === undefined ? [] : [named(context.sql(`${name}.time`, time), `_${name}_time`)]
    return [
      ...pyCall(`${name} = streams[${at}].selectExpr`, [...own, ...keys, ...times]),
      ...(watermark === undefined
        ? []
        : [`${name} = ${name}.withWatermark("_${name}_time", ${pyText(sparkDelay(watermark))})`]),
    ]
  }
  return {
    takes: 'streams',
    stateful: { mode: 'append' },
    onlyStreams: true,
    body: [
      ...side(0),
      ...side(1),
      ...pyCall('where = F.expr', [conditions.join(' AND ')]),
      `pairs = left.join(right, where, ${pyText(HOW[config.how])})`,
      ...pyCall('return pairs.selectExpr', fields),
    ],
  }
}

const HOW = { inner: 'inner', left: 'leftOuter', right: 'rightOuter', full: 'fullOuter' } as const
const renamed = (name: string) => `_right_${name}`
const interval = (delay: string) => `INTERVAL ${sparkDelay(delay)}`
