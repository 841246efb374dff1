// Writes job.sql: the settings, the tables and views of each node under its title, and one job that
// writes to all its places. Statements end with a semicolon and a blank line, by which run.py tells
// them apart.
import type { FlinkNode, FlinkPlan } from '@main/pipeline'
import { parseDuration, textIn, type LabFile, type Language } from '@shared/lab'
import { flinkText } from '@shared/expr'
import { exportFlink } from '@shared/text/ui/export-flink'
import { say } from '@shared/text/ui/words'

export interface FlinkJobText {
  readonly text: string
  /** The lines of each node's statements, from 1. */
  readonly functions: readonly {
    readonly node: string
    readonly from: number
    readonly to: number
  }[]
}

export function writeJobSql(
  lab: LabFile,
  plan: FlinkPlan,
  language: Language,
  zone: string,
): FlinkJobText {
  const lines = [
    `-- ${oneLine(textIn(lab.title, language))}`,
    `-- ${say(exportFlink.madeBy, language, { lab: lab.id })}`,
    '',
    ...settings(lab, zone),
  ]
  const functions = plan.nodes.flatMap(node => {
    const { makes = [] } = node.flink ?? {}
    if (makes.length === 0) return []
    const from = lines.length + 1
    lines.push(`-- ${docOf(node)}`, ...makes.flatMap(statement))
    return [{ node: node.id, from, to: lines.length - 1 }]
  })
  const writes = plan.nodes.flatMap(({ flink }) => flink?.writes ?? [])
  if (writes.length > 0)
    lines.push(
      `-- ${say(exportFlink.writes, language)}`,
      'EXECUTE STATEMENT SET BEGIN',
      ...writes.flatMap(write => `${write};`.split('\n')),
      'END;',
      '',
    )
  return { text: lines.join('\n'), functions }
}

const settings = (lab: LabFile, zone: string): string[] =>
  [
    ['pipeline.name', lab.id],
    ['table.local-time-zone', zone],
    ['execution.checkpointing.interval', checkpointInterval(lab)],
    ...(lab.checkpoints?.keep === undefined
      ? []
      : [['state.checkpoints.num-retained', String(lab.checkpoints.keep)]]),
    // A partition without records would hold back the time of all.
    ['table.exec.source.idle-timeout', '10 s'],
  ].flatMap(([name = '', value = '']) => statement(`SET '${name}' = ${flinkText(value)}`))

/** In Flink's words: it takes no fractions, no bare numbers and nothing under 10 ms. */
function checkpointInterval({ checkpoints }: LabFile): string {
  const ms = parseDuration(checkpoints?.every ?? '10 s') ?? 10_000
  return ms % 1000 === 0 && ms > 0 ? `${ms / 1000} s` : `${Math.max(10, Math.round(ms))} ms`
}

const statement = (text: string): string[] => [...`${text};`.split('\n'), '']

/** The title, and the first sentence of what such a node does. */
const docOf = ({ title, doc }: FlinkNode): string =>
  oneLine(`${title}. ${(doc.split(/[.:]/)[0] ?? '').replaceAll('`', '')}.`)

/** A comment ends with its line, whatever a lab calls itself. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')
