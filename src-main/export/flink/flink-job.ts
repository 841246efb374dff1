// Compiles a lab to a job in Flink SQL: the project's files, the lines of each node's statements, and
// what the target cannot do or does otherwise.
import type { ExportedLab, Problem } from '@shared/contract'
import { MAIN_PORT, type LabFile, type Language } from '@shared/lab'
import { flinkPlan, zoneOf, type FlinkPlan } from '@main/pipeline'
import { composeFile } from '../compose'
import { producerFiles, producerProblems } from '../producer/producer-file'
import type { ProjectFile } from '../project-file'
import { requirementsDev } from '../pyspark/run-files'
import { tableFiles } from '../pyspark/schema-files'
import { writeJobSql } from './job-sql'
import { writeFlinkReadme } from './readme'
import {
  flinkPom,
  flinkRequirements,
  flinkSubmit,
  flinkSubmitForPowerShell,
  flinkToml,
  runnerScript,
} from './run-files'

export async function exportFlinkJob(lab: LabFile, language: Language): Promise<ExportedLab> {
  const job = flinkPlan(lab, language)
  const plan = { ...job, problems: [...job.problems, ...producerProblems(job)] }
  const { text, functions } = writeJobSql(lab, plan, language, zoneOf(lab))
  const beside = [
    ...producerFiles(lab, plan, language, zoneOf(lab)),
    await composeFile(lab, language),
  ]
  const dev = { path: 'requirements-dev.txt', text: requirementsDev(beside) }
  const files = [
    { path: 'job.sql', text },
    { path: 'run.py', text: runnerScript(language, connectorsOf(plan)) },
    ...tableFiles([{ sql: plan.nodes.flatMap(({ flink }) => flink?.ddl ?? []) }]),
    { path: 'pom.xml', text: flinkPom(lab.id, connectorsOf(plan)) },
    { path: 'requirements.txt', text: flinkRequirements },
    { path: 'pyproject.toml', text: flinkToml },
    { path: 'submit.sh', text: flinkSubmit },
    { path: 'submit.ps1', text: flinkSubmitForPowerShell },
    ...(dev.text === '' ? [] : [dev]),
    ...beside,
  ]
  const readme = writeFlinkReadme({ lab, plan, language, files: files.map(f => f.path) })
  return {
    files: [...files, { path: 'README.md', text: readme }],
    functions,
    problems: plan.problems,
  }
}

/** A project as a comparison runs it: without its writes, each sink's query for itself. */
export interface FlinkProject {
  readonly files: readonly ProjectFile[]
  readonly problems: readonly Problem[]
  /** Connections of tables that the job reads. */
  readonly asks: readonly string[]
  readonly queries: {
    /** By the reader of records: its table. */
    readonly counts: Readonly<Record<string, string>>
    /** By sink: what it gets. */
    readonly shows: Readonly<Record<string, string>>
    /** By node: what its rows are counted as (`node|port`, `node|in`). */
    readonly counted: Readonly<Record<string, readonly string[]>>
  }
}

export function flinkProject(lab: LabFile): FlinkProject {
  const plan = flinkPlan(lab, 'en')
  const { text } = writeJobSql(lab, plan, 'en', zoneOf(lab))
  const readers = plan.nodes.flatMap(({ id, reads }) => (reads === undefined ? [] : [[id, reads]]))
  const sinks = plan.nodes.flatMap(({ id, gets }) => (gets === undefined ? [] : [[id, gets]]))
  const counted = plan.nodes.map(({ id, inputs, reads }) => [
    id,
    [
      ...inputs.map(edge => `${edge.from}|${edge.port}`),
      reads === undefined ? `${id}|in` : `${id}|${MAIN_PORT}`,
    ],
  ])
  return {
    files: [
      { path: 'job.sql', text },
      { path: 'run.py', text: runnerScript('en', connectorsOf(plan)) },
    ],
    problems: plan.problems,
    asks: plan.nodes.flatMap(({ flink }) => flink?.asks ?? []),
    queries: {
      counts: Object.fromEntries(readers),
      shows: Object.fromEntries(sinks),
      counted: Object.fromEntries(counted),
    },
  }
}

const connectorsOf = ({ nodes }: FlinkPlan) =>
  new Set(nodes.flatMap(({ flink }) => flink?.connectors ?? []))
