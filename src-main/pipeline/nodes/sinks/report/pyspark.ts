// Text reports from a PySpark job. The rows that went in are kept in a table; whenever one comes,
// the reports that it belongs to are written anew from all of them.
import { inputOf, type PlanStep } from '../../../model/plan-step'
import type { PySparkContext, PySparkPart } from '../../../model/targets/pyspark'
import { pyCall, pyText } from '../../../model/targets/python'
import { templateInSql } from '../../text/template-sql'
import type { Config } from './config'

export function reportInPySpark(step: PlanStep<Config>, context: PySparkContext): PySparkPart {
  const { path, per, text, lists } = step.config
  const listOf = (from: string) => Object.entries(lists).find(([, list]) => list.from === from)
  for (const { stream } of step.inputs)
    if (stream.keys) context.problem('', 'export-report-append', 'error')
  const head = step.inputs.find(({ edge }) => listOf(edge.from) === undefined)
  const row = head?.stream.row ?? inputOf(step).row
  const columns = [
    ...per,
    `${templateInSql(path, row)} AS file`,
    `${templateInSql(text, row)} AS text`,
  ]
  const parts = step.inputs.flatMap(({ edge, stream }) => {
    const list = listOf(edge.from)
    return list === undefined
      ? []
      : [
          {
            name: list[0],
            from: edge.from,
            order: list[1].order,
            line: templateInSql(list[1].line, stream.row),
          },
        ]
  })
  return {
    takes: 'input',
    body: [
      `keep(rows, f"${step.id}/{source}", batch)`,
      'spark = rows.sparkSession',
      `heads = kept(spark, ${pyText(`${step.id}/${head?.edge.from ?? ''}`)})`,
      'if heads is None:',
      '    return',
      ...pyCall('for head in heads.selectExpr', columns, { end: '.collect():' }),
      '    text = head.text',
      ...parts.flatMap(({ name, from, order, line }) => [
        `    lines = kept(spark, ${pyText(`${step.id}/${from}`)})`,
        '    if lines is not None:',
        ...per.map(
          field => `        lines = lines.where(F.col(${pyText(field)}) == head[${pyText(field)}])`,
        ),
        `        lines = lines.orderBy(${pyText(order)})`,
        ...pyCall('printed = lines.selectExpr', [`${line} AS line`], { indent: 12 }).map(
          l => `        ${l}`,
        ),
        `        text = text.replace(${pyText(`[${name}]`)}, "\\n".join(p.line for p in printed.collect()))`,
      ]),
      '    file = Path(FILES, head.file)',
      '    file.parent.mkdir(parents=True, exist_ok=True)',
      '    file.write_text(text.rstrip("\\n") + "\\n", encoding="utf-8")',
    ],
    helpers: ['keep', 'write_file'],
    imports: ['from pathlib import Path'],
  }
}
