// Compiles a lab to a job for Spark: the project's files, the lines of each node's function, and what the
// target cannot do or does otherwise.
import type { ExportedLab, SparkVersion } from '@shared/contract'
import type { LabFile, Language } from '@shared/lab'
import { pysparkPlan, zoneOf } from '@main/pipeline'
import { writeJob, type NodeCall } from './pyspark/job'
import { writeReadme } from './pyspark/readme'
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
import { producerFiles } from './producer/producer-file'

export interface ExportWishes {
  readonly language: Language
  readonly spark: SparkVersion
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
  const { files: own, functions, problems, plan, helpers } = planned(lab, wishes)
  const zone = zoneOf(lab)
  const beside = [
    ...producerFiles(lab, plan, language, zone),
    ...(await testFiles(lab, plan, language, zone)),
    await composeFile(lab, language),
  ]
  const dev = { path: 'requirements-dev.txt', text: requirementsDev(beside.map(f => f.path)) }
  const files = [...own, ...(dev.text === '' ? [] : [dev]), ...beside]
  const readme = writeReadme({ lab, plan, helpers, language, spark, files: files.map(f => f.path) })
  return { files: [...files, { path: 'README.md', text: readme }], functions, problems }
}

export function sparkProject(lab: LabFile, wishes: ExportWishes): SparkProject {
  const { plan, helpers, calls, ...project } = planned(lab, wishes)
  return {
    ...project,
    packages: packagesOf(helpers, wishes.spark),
    runner: { functions: calls, rounds: 1 + plan.nodes.filter(({ part }) => part?.sink).length },
  }
}

/** The job, with what it needs to run. */
function planned(lab: LabFile, { language, spark }: ExportWishes) {
  const plan = pysparkPlan(lab, language, spark)
  const { text, functions, calls, helpers } = writeJob(lab, plan, language, zoneOf(lab))
  const files = [
    { path: 'job.py', text },
    { path: 'support.py', text: writeSupport(plan, helpers, language) },
    ...schemaFiles(plan),
    { path: 'requirements.txt', text: requirements(text, helpers, spark) },
    { path: 'pyproject.toml', text: projectToml(spark) },
    { path: 'submit.sh', text: submitScript(helpers, spark) },
    { path: 'submit.ps1', text: submitForPowerShell(helpers, spark) },
  ]
  return { files, functions, problems: plan.problems, plan, helpers, calls }
}
