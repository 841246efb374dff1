// What a lab has filled in topics, groups, tables and files, found where they are. A person sees it
// before a reset; the same look afterwards tells what went.
import { BUILTIN, type ResetContents } from '@shared/contract'
import type { LabFile } from '@shared/lab'
import { KafkaAdmin, listGroups } from '@main/connections'
import { filesBelow, filledBy, lastLabOf, wasOnSpark, type Filled } from '@main/pipeline'
import type { ConnectionProfiles } from '../connections/connection-profiles'
import { folderOf } from './written-files'

export interface ContentsParts {
  readonly dataDir: string
  readonly profiles: Pick<ConnectionProfiles, 'resolve'>
  readonly enginesReady: () => Promise<unknown>
}

export async function contentsOf(
  { dataDir, profiles, enginesReady }: ContentsParts,
  lab: LabFile,
  chosen: Readonly<Record<string, string>> = {},
): Promise<ResetContents> {
  const { groups, tables, ownsFile, ...filled } = filledBy(lab)
  const onSpark = await wasOnSpark(dataDir, lab.id)
  const topics = onSpark ? [...filled.topics, ...filled.deadTopics] : filled.topics
  const profileOf = (name: string) => chosen[name] ?? lab.connections?.[name]?.profile ?? BUILTIN
  /** The run does not write to OpenSearch when the lab has no connection to one. */
  const isOff = ({ connection }: Filled) =>
    lab.connections?.[connection]?.type === 'opensearch' && profileOf(connection) === BUILTIN
  const hasState = (await lastLabOf(dataDir, lab.id)) !== undefined
  const kafkas = [...new Set([...topics, ...groups].map(each => profileOf(each.connection)))]
  if (kafkas.includes(BUILTIN)) await enginesReady()
  const found = await Promise.all(
    kafkas.map(async profile => {
      // Of its own: a client that knows a topic asks for it again after it is gone.
      const admin = new KafkaAdmin(await profiles.resolve(profile, 'kafka'))
      const here = (all: readonly Filled[]) =>
        new Set(all.filter(each => profileOf(each.connection) === profile).map(({ name }) => name))
      const [own, readers] = [here(topics), here(groups)]
      try {
        return {
          topics: (await admin.listTopics()).filter(({ name }) => own.has(name)),
          groups: (await listGroups(admin)).filter(({ id }) => readers.has(id)),
        }
      } finally {
        await admin.close()
      }
    }),
  )
  return {
    topics: found.flatMap(each =>
      each.topics.map(({ name, records }) => ({ topic: name, records })),
    ),
    groups: found.flatMap(each => each.groups.map(({ id }) => id)),
    tables: hasState ? tables.filter(each => !isOff(each)).map(({ name }) => name) : [],
    ...(await filesOf(dataDir, lab.id, ownsFile)),
    hasState,
    seed: lab.seed ?? 0,
    ...(lab.clock === undefined ? {} : { clock: lab.clock }),
  }
}

/** So many names say which files are meant. */
const NAMES_MAX = 3

async function filesOf(dataDir: string, lab: string, isOwn: (path: string) => boolean) {
  const all = await filesBelow(folderOf(dataDir, lab))
  const own = all.filter(isOwn)
  return {
    files: own.length,
    fileNames: own.slice(0, NAMES_MAX),
    filesKept: all.length - own.length,
  }
}

/** What was there and is not any more. */
export function wentOf(before: ResetContents, after: ResetContents): ResetContents {
  const left = new Set(after.topics.map(({ topic }) => topic))
  return {
    ...before,
    topics: before.topics.filter(({ topic }) => !left.has(topic)),
    groups: before.groups.filter(group => !after.groups.includes(group)),
    tables: before.tables.filter(table => !after.tables.includes(table)),
    files: before.files - after.files,
    filesKept: after.filesKept,
    hasState: before.hasState && !after.hasState,
  }
}
