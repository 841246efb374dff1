// Compiles a lab to a job for Spark: the project's files, the lines of each node's function, and what the
// target cannot do or does otherwise.
import type { ExportedLab, SparkVersion } from '@shared/contract'
import type { LabFile, Language } from '@shared/lab'
import { pysparkPlan, zoneOf } from '@main/pipeline'
import { writeJob, type NodeCall } from './pyspark/job'
import { writeReadme } from './pyspark/readme'
import { NEVER, RealTime } from './pyspark/real-time'
import {
  packagesOf,
  projectToml,
  requirements,
  requirementsDev,
  submitForPowerShell,
  submitScript,
} from './pyspark/run-files'
import { schemaFiles } from './pyspark/schema-files'
import { writeSupport } from './pyspark/support'
import { testFiles } from './pyspark/tests'
import { composeFile } from './compose'
import { producerFiles, producerProblems } from './producer/producer-file'

export interface ExportWishes {
  readonly language: Language
  readonly spark: SparkVersion
  /** Steps without a state hand their records on at once, where Spark can. */
  readonly realTime?: boolean | undefined
}

/** A project, with what a run of its job needs to know. */
export interface SparkProject extends ExportedLab {
  /** Coordinates of the connectors, with commas. */
  readonly packages: string
  readonly runner: {
    /** By the names of the functions in job.py. */
    readonly functions: Readonly<Record<string, NodeCall>>
    /** How often all queries must read to the end before nothing is left between them. */
    readonly rounds: number
  }
}

export async function exportJob(lab: LabFile, wishes: ExportWishes): Promise<ExportedLab> {
  const { language, spark } = wishes
  const { files: own, functions, plan: job, helpers, noRealTime } = planned(lab, wishes)
  const problems = [...job.problems, ...producerProblems(job)]
  const plan = { ...job, problems }
  const zone = zoneOf(lab)
  const beside = [
    ...producerFiles(lab, plan, language, zone),
    ...(await testFiles(lab, plan, language, zone)),
    await composeFile(lab, language),
  ]
  const dev = { path: 'requirements-dev.txt', text: requirementsDev(beside) }
  const files = [...own, ...(dev.text === '' ? [] : [dev]), ...beside]
  const readme = writeReadme({ lab, plan, helpers, language, spark, files: files.map(f => f.path) })
  return {
    files: [...files, { path: 'README.md', text: readme }],
    ...{ functions, problems, ...(noRealTime ? { noRealTime } : {}) },
  }
}

export function sparkProject(lab: LabFile, wishes: ExportWishes): SparkProject {
  const { plan, helpers, calls, noRealTime: _, ...project } = planned(lab, wishes)
  return {
    ...project,
    packages: packagesOf(helpers, wishes.spark),
    runner: { functions: calls, rounds: 1 + plan.nodes.filter(({ part }) => part?.sink).length },
  }
}

/** The job, with what it needs to run. */
function planned(lab: LabFile, { language, spark, realTime = false }: ExportWishes) {
  const plan = pysparkPlan(lab, language, spark)
  const mode = new RealTime(plan, spark)
  const isRelayed = realTime ? mode.isRelayed : NEVER
  const { text, functions, calls, helpers } = writeJob(
    ...([lab, plan, language, zoneOf(lab), isRelayed] as const),
  )
  const files = [
    { path: 'job.py', text },
    { path: 'support.py', text: writeSupport(plan, helpers, language) },
    ...schemaFiles(plan),
    { path: 'requirements.txt', text: requirements(text, helpers, spark) },
    { path: 'pyproject.toml', text: projectToml(spark) },
    { path: 'submit.sh', text: submitScript(helpers, spark) },
    { path: 'submit.ps1', text: submitForPowerShell(helpers, spark) },
  ]
  const problems = [...plan.problems, ...(realTime ? mode.problems() : [])]
  return {
    files,
    functions,
    problems,
    plan: { ...plan, problems },
    helpers,
    calls,
    noRealTime: mode.nowhere(),
  }
}
