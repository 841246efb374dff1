// Compiles a lab to a job in Flink SQL: the project's files, the lines of each node's statements, and
// what the target cannot do or does otherwise.
import type { ExportedLab } from '@shared/contract'
import type { LabFile, Language } from '@shared/lab'
import { flinkPlan, zoneOf, type FlinkPlan } from '@main/pipeline'
import { composeFile } from '../compose'
import { producerFiles } from '../producer/producer-file'
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
  const plan = flinkPlan(lab, language)
  const { text, functions } = writeJobSql(lab, plan, language, zoneOf(lab))
  const beside = [
    ...producerFiles(lab, plan, language, zoneOf(lab)),
    await composeFile(lab, language),
  ]
  const dev = { path: 'requirements-dev.txt', text: requirementsDev(beside.map(f => f.path)) }
  const files = [
    { path: 'job.sql', text },
    { path: 'run.py', text: runnerScript(language) },
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

const connectorsOf = ({ nodes }: FlinkPlan) =>
  new Set(nodes.flatMap(({ flink }) => flink?.connectors ?? []))
