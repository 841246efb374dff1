// compose.yaml with the real engines of a lab's connections: those of docker/compose.yaml, of which
// each export takes its part.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isMap, isScalar, parseDocument } from 'yaml'
import { z } from 'zod'
import { appRoot } from '@main/platform'
import type { LabFile, Language } from '@shared/lab'
import { exportFiles } from '@shared/text/ui/export-files'
import { say } from '@shared/text/ui/words'
import type { ProjectFile } from './project-file'

/** An SQL connection may be one or the other: the second starts when its profile is asked for. */
const SERVICES = {
  kafka: ['kafka'],
  cassandra: ['cassandra'],
  sql: ['mariadb', 'postgres'],
  opensearch: ['opensearch'],
  registry: [],
  http: [],
  smtp: [],
} as const
const BY_PROFILE: Readonly<Record<string, readonly string[]>> = { postgres: ['postgresql'] }

const schema = z.object({
  services: z.record(z.string(), z.unknown()),
  volumes: z.record(z.string(), z.unknown()),
})

export async function composeFile(lab: LabFile, language: Language): Promise<ProjectFile> {
  const document = parseDocument(await readFile(join(appRoot(), 'docker', 'compose.yaml'), 'utf8'))
  const { services, volumes } = schema.parse(document.toJS())
  const types = Object.values(lab.connections ?? {}).flatMap(({ type }) => [...SERVICES[type]])
  const wanted = new Set<string>(types)
  for (const name of Object.keys(services)) {
    const place = ['services', name, 'profiles']
    if (!wanted.has(name)) document.deleteIn(['services', name])
    else if (BY_PROFILE[name]) document.setIn(place, BY_PROFILE[name])
    else document.deleteIn(place)
  }
  for (const name of Object.keys(volumes))
    if (!wanted.has(name.replace(/-data$/, ''))) document.deleteIn(['volumes', name])
  document.set('name', lab.id)
  const first = isMap(document.contents) ? document.contents.items[0]?.key : undefined
  // The comment of the whole file belongs to its first key.
  if (isScalar(first)) first.commentBefore = ` ${say(exportFiles.compose, language)}`
  return { path: 'compose.yaml', text: document.toString({ lineWidth: 100 }) }
}
