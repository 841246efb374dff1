// The targets of an export, one line for each: how a lab becomes its files. A target that a lab gives
// nothing to says so in place of an empty folder.
import type { ExportedLab, ExportTarget, Problem } from '@shared/contract'
import type { LabFile } from '@shared/lab'
import { problemAt } from '@shared/lab'
import { pysparkPlan } from '@main/pipeline'
import { clientFiles, type ClientWish } from './client/client-files'
import { composeFile } from './compose'
import { exportJob, type ExportWishes } from './export-job'
import { exportFlinkJob } from './flink/flink-job'
import type { ProjectFile } from './project-file'
import { schemaFiles } from './pyspark/schema-files'
import { solutionFiles } from './solution/solution-files'
import { topicFiles } from './topics'

export interface TargetWishes extends ExportWishes {
  readonly target: ExportTarget
  readonly client?: ClientWish | undefined
}

type Write = (
  lab: LabFile,
  wishes: TargetWishes,
) => readonly ProjectFile[] | Promise<readonly ProjectFile[]>

const CLIENT: ClientWish = { code: 'python', role: 'consumer' }

const plain: Readonly<Record<Exclude<ExportTarget, 'pyspark' | 'flink' | 'solution'>, Write>> = {
  topics: (lab, { language }) => topicFiles(lab, language),
  cql: (lab, { language }) => tables(lab, language, /\.cql$/),
  sql: (lab, { language }) => tables(lab, language, /\.sql$/),
  compose: async (lab, { language }) => [await composeFile(lab, language)],
  client: (lab, { language, client = CLIENT }) => clientFiles(lab, language, client),
}

const tables = (lab: LabFile, language: TargetWishes['language'], name: RegExp) =>
  schemaFiles(pysparkPlan(lab, language)).filter(({ path }) => name.test(path))

export async function exportLab(lab: LabFile, wishes: TargetWishes): Promise<ExportedLab> {
  const { target } = wishes
  if (target === 'pyspark') return exportJob(lab, wishes)
  if (target === 'flink') return exportFlinkJob(lab, wishes.language)
  if (target === 'solution') return exportSolution(lab, wishes)
  const files = await plain[target](lab, wishes)
  const nothing = files.length === 0 ? [problemAt('nodes', 'export-nothing', { target })] : []
  return { files, functions: [], problems: nothing }
}

/** A job that Spark cannot do is left out of it, with the reasons as warnings. */
async function exportSolution(lab: LabFile, wishes: TargetWishes): Promise<ExportedLab> {
  const job = await exportJob(lab, wishes)
  const isPossible = !job.problems.some(problem => problem.severity === 'error')
  const softened = job.problems.map((problem): Problem =>
    problem.severity === 'error' ? { ...problem, severity: 'warning' } : problem,
  )
  const files = await solutionFiles(lab, wishes.language, isPossible ? job.files : [])
  return { files, functions: [], problems: softened }
}
