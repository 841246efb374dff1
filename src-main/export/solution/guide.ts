// The guide of a solution: what happens, the steps for data people, the contract for the squad that
// sends the records, and the tools with their reasons. All of it comes out of the lab.
import { labTopics, type TargetPlan } from '@main/pipeline'
import { printType } from '@shared/expr'
import { edgesOf, textIn, type LabFile, type Language } from '@shared/lab'
import { fieldsOfValues } from '@shared/messages'
import { exportSolution } from '@shared/text/ui/export-solution'
import { say } from '@shared/text/ui/words'
import type { Captured } from '../captured'

interface Solution {
  readonly lab: LabFile
  readonly plan: TargetPlan
  readonly language: Language
  /** By the node of the topic. */
  readonly captured: ReadonlyMap<string, Captured>
  /** The paths of the other files. */
  readonly files: readonly string[]
}
type Words = (
  phrase: keyof typeof exportSolution,
  places?: Readonly<Record<string, string | number>>,
) => string

export function guideOf(solution: Solution): string {
  const { lab, plan, language } = solution
  const words: Words = (phrase, places) => say(exportSolution[phrase], language, places)
  const summary = textIn(lab.summary, language)
  return [
    `# ${textIn(lab.title, language)}`,
    '',
    ...(summary ? [`${summary}.`.replace(/\.\.$/, '.'), ''] : []),
    `## ${words('drawing')}`,
    '',
    `![${textIn(lab.title, language)}](drawing.svg)`,
    '',
    words('drawingNote'),
    '',
    `## ${words('happens')}`,
    '',
    ...plan.nodes.map(
      ({ title, typeTitle, doc }, i) =>
        `${i + 1}. **${title}**${title === typeTitle ? '' : ` (${typeTitle})`}: ${doc}`,
    ),
    '',
    `## ${words('data')}`,
    '',
    ...stepsOf(solution, words).map((step, i) => `${i + 1}. ${step}`),
    '',
    ...squadOf(solution, words),
    `## ${words('tools')}`,
    '',
    `| ${words('tool')} | ${words('why')} |`,
    '|---|---|',
    ...toolsOf(lab, words).map(([tool, why]) => `| ${tool} | ${why} |`),
    '',
  ].join('\n')
}

function stepsOf({ lab, plan, files }: Solution, words: Words): string[] {
  const has = (path: string) => files.includes(path)
  const places = plan.nodes.filter(({ kind }) => kind === 'sink').map(({ title }) => title)
  return [
    words('stepEngines'),
    ...(has('topics.sh') ? [words('stepTopics')] : []),
    ...(has('schema.cql') ? [words('stepCql')] : []),
    ...(has('schema.sql') ? [words('stepSql')] : []),
    has('job/job.py') ? words('stepJob') : words('stepJobLacks', { lab: lab.id }),
    ...(has('job/producer.py') ? [words('stepRecords')] : []),
    ...(places.length > 0 ? [words('stepLook', { places: places.join(', ') })] : []),
  ]
}

function squadOf({ lab, captured }: Solution, words: Words): string[] {
  const topics = labTopics(lab).flatMap(topic => {
    const records = captured.get(topic.id)?.records ?? []
    return records.length === 0 ? [] : [{ topic, records }]
  })
  if (topics.length === 0) return []
  return [
    `## ${words('squad')}`,
    '',
    ...topics.flatMap(({ topic, records }) => [
      `${words('squadTopic', { topic: topic.topic, connection: topic.connection })}`,
      '',
      ...fieldTable(records, words),
      `${words('example')}:`,
      '',
      '```json',
      pretty(records[0]?.value ?? ''),
      '```',
      '',
      ...(records[0]?.key === undefined ? [] : [`- ${words('squadKey')}`]),
      `- ${words('squadNames')}`,
      `- ${words('squadDead')}`,
      `- ${words('squadCode')}`,
      '',
    ]),
  ]
}

function fieldTable(records: Captured['records'], words: Words): string[] {
  const { fields } = fieldsOfValues(records.map(({ value }) => value))
  if (fields.length === 0) return []
  return [
    `| ${words('field')} | ${words('type')} |`,
    '|---|---|',
    ...fields.map(({ name, type }) => `| \`${name}\` | \`${printType(type)}\` |`),
    '',
  ]
}

function pretty(value: string): string {
  try {
    return JSON.stringify(JSON.parse(value), undefined, 2)
  } catch {
    return value
  }
}

function toolsOf(lab: LabFile, words: Words): [string, string][] {
  const types = new Set(Object.values(lab.connections ?? {}).map(({ type }) => type))
  const topics = new Set(labTopics(lab).map(({ id }) => id))
  const readers = edgesOf(lab).filter(({ from }) => topics.has(from)).length
  return [
    ...(types.has('kafka')
      ? ([['Apache Kafka', words('whyKafka', { readers })]] satisfies [string, string][])
      : []),
    ['Spark Structured Streaming', words('whySpark')],
    ...(types.has('cassandra')
      ? ([['Apache Cassandra', words('whyCassandra')]] satisfies [string, string][])
      : []),
    ...(types.has('sql')
      ? ([['MariaDB, MySQL, PostgreSQL', words('whySql')]] satisfies [string, string][])
      : []),
    ...(types.has('opensearch')
      ? ([['OpenSearch', words('whySearch')]] satisfies [string, string][])
      : []),
  ]
}
