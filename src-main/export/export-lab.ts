// Compiles a lab for a target: the project's files, the lines of each node's function, and what the
// target cannot do or does otherwise.
import type { ExportedLab, SparkVersion } from '@shared/contract'
import type { LabFile, Language } from '@shared/lab'
import { pysparkPlan, zoneOf } from '@main/pipeline'
import { writeJob } from './pyspark/job'
import { writeReadme } from './pyspark/readme'
import { projectToml, requirements, submitForPowerShell, submitScript } from './pyspark/run-files'
import { schemaFiles } from './pyspark/schema-files'
import { writeSupport } from './pyspark/support'

export interface ExportWishes {
  readonly language: Language
  readonly spark: SparkVersion
}

export function exportLab(lab: LabFile, { language, spark }: ExportWishes): ExportedLab {
  const plan = pysparkPlan(lab, language)
  const { text, functions, helpers } = writeJob(lab, plan, language, zoneOf(lab))
  const files = [
    { path: 'job.py', text },
    { path: 'support.py', text: writeSupport(helpers, language) },
    ...schemaFiles(plan),
    { path: 'requirements.txt', text: requirements(text, helpers, spark) },
    { path: 'pyproject.toml', text: projectToml(spark) },
    { path: 'submit.sh', text: submitScript(helpers, spark) },
    { path: 'submit.ps1', text: submitForPowerShell(helpers, spark) },
  ]
  const readme = writeReadme({ lab, plan, helpers, language, spark, files: files.map(f => f.path) })
  return {
    files: [...files, { path: 'README.md', text: readme }],
    functions,
    problems: plan.problems,
  }
}
