// A lab as a solution to hand over: drawing, guide, the scripts and tables of its engines, the job,
// and clients for the topics that others fill. Each part is that of the target of its own.
import { labTopics, pysparkPlan, zoneOf } from '@main/pipeline'
import { CLIENT_CODES, CLIENT_ROLES } from '@shared/contract'
import { textIn, type LabFile, type Language } from '@shared/lab'
import { capturedTopics, type Captured } from '../captured'
import { clientFiles } from '../client/client-files'
import { composeFile } from '../compose'
import type { ProjectFile } from '../project-file'
import { schemaFiles } from '../pyspark/schema-files'
import { topicFiles } from '../topics'
import { drawioOf, svgOf } from './drawings'
import { guideOf } from './guide'
import { drawingOf } from './layout'

const SAMPLES = 20

/** `job`: the files of the lab's job; none where the target lacks something. */
export async function solutionFiles(
  lab: LabFile,
  language: Language,
  job: readonly ProjectFile[],
): Promise<ProjectFile[]> {
  const plan = pysparkPlan(lab, language)
  const title = textIn(lab.title, language)
  const drawing = drawingOf(plan)
  const captured = await capturedTopics(lab, plan, zoneOf(lab), SAMPLES)
  const files = [
    { path: 'drawing.svg', text: svgOf(drawing, title) },
    { path: 'drawing.drawio', text: drawioOf(drawing, title) },
    ...topicFiles(lab, language),
    ...schemaFiles(plan),
    await composeFile(lab, language),
    ...inFolder('job', job),
    ...(await clientsOf(lab, language, captured)),
  ]
  const paths = files.map(({ path }) => path)
  const guide = guideOf({ lab, plan, language, captured, files: paths })
  return [{ path: 'README.md', text: guide }, ...files]
}

const inFolder = (folder: string, files: readonly ProjectFile[]): ProjectFile[] =>
  files.map(({ path, text }) => ({ path: `${folder}/${path}`, text }))

async function clientsOf(
  lab: LabFile,
  language: Language,
  captured: ReadonlyMap<string, Captured>,
): Promise<ProjectFile[]> {
  const found: ProjectFile[] = []
  for (const { topic } of labTopics(lab).filter(each => captured.has(each.id)))
    for (const code of CLIENT_CODES)
      for (const role of CLIENT_ROLES) {
        const files = await clientFiles(lab, language, { topic, code, role })
        found.push(...inFolder(`clients/${topic}/${code}-${role}`, files))
      }
  return found
}
