// topic.json: the name, id, size and settings of a topic, with a checksum. A damaged one does not
// hide the topic's records: whatever is still legible is salvaged, and the rest follows from the
// folder's name, from its partitions and from the last clean stop.
import { randomUUID } from 'node:crypto'
import { crc32c } from '@main/platform'
import { checkConfig } from './configs'

const FOLDER_NAME_CHARS_MAX = 100
const FOLDER_ID_CHARS = 12
const PARTITIONS_MAX = 100_000

export interface TopicFile {
  readonly name: string
  readonly id: string
  readonly partitions: number
  readonly configs: Readonly<Record<string, string>>
  /** By partition: the start that DeleteRecords set. */
  readonly starts: Readonly<Record<string, number>>
}

/**
 * The id is part of the folder's name because some file systems ignore case and would mix up
 * `Orders` and `orders`.
 */
export const folderName = (name: string, id: string) =>
  `${name.slice(0, FOLDER_NAME_CHARS_MAX)}~${id.slice(0, FOLDER_ID_CHARS)}`

export function writeTopicFile({ name, id, partitions, configs, starts }: TopicFile): string {
  const file = { format: 1, name, id, partitions, configs, starts }
  return `${JSON.stringify({ ...file, crc32c: checksum(file) }, null, 2)}\n`
}

const checksum = (file: object) => crc32c(Buffer.from(JSON.stringify(file)))

/**
 * Throws for a file that is damaged or of another format. One without checksum is older, and good.
 */
export function readTopicFile(text: string): TopicFile {
  const { crc32c: expected, ...file } = JSON.parse(text) as Partial<TopicFile> & {
    format?: number
    crc32c?: number
  }
  if (expected !== undefined && expected !== checksum(file))
    throw new TypeError('the checksum of topic.json is wrong')
  if (
    file.format !== 1 ||
    typeof file.name !== 'string' ||
    typeof file.id !== 'string' ||
    !Number.isInteger(file.partitions)
  )
    throw new TypeError('topic.json has a form that this version does not read')
  return {
    name: file.name,
    id: file.id,
    partitions: file.partitions ?? 1,
    configs: file.configs ?? {},
    starts: file.starts ?? {},
  }
}

export interface TopicHints {
  readonly folder: string
  /** Numbers of the partitions that have a folder. */
  readonly partitions: readonly number[]
  /** Of the last clean stop: full ids with the number of partitions. */
  readonly lastStop: ReadonlyMap<string, number>
}

/** The file as it was, as far as the damaged text and the hints show it. */
export function salvageTopicFile(text: string, hints: TopicHints): TopicFile {
  const at = hints.folder.lastIndexOf('~')
  const folderPart = hints.folder.slice(0, at)
  const idPart = hints.folder.slice(at + 1)
  const field = (name: string, value: string) =>
    new RegExp(`"${name}":\\s*"?(${value})"?\\s*[,}\\n]`).exec(text)?.[1]
  const named = field('name', '[a-zA-Z0-9._-]+')
  const idIn = field('id', '[0-9a-f]{32}')
  const isOurs = (id: string) => id.startsWith(idPart)
  const stopped = [...hints.lastStop.keys()].find(isOurs)
  const id =
    stopped ?? (idIn && isOurs(idIn) ? idIn : `${idPart}${randomUUID().replaceAll('-', '')}`)
  const isNamed = named !== undefined && folderName(named, id).startsWith(`${folderPart}~`)
  const counted = Number(field('partitions', '\\d{1,6}') ?? 0)
  const seen = hints.partitions.reduce((most, index) => Math.max(most, index + 1), 1)
  const partitions = hints.lastStop.get(id) ?? Math.max(seen, Math.min(counted, PARTITIONS_MAX))
  return {
    name: isNamed ? named : folderPart,
    id: id.slice(0, 32),
    partitions,
    configs: salvageConfigs(text),
    // A wrong start would hide records: better that deleted ones come back.
    starts: {},
  }
}

function salvageConfigs(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/"([a-z.]+)":\s*"([^"\n]*)"/g)]
  return Object.fromEntries(
    pairs.flatMap(([, name = '', value = '']) => {
      try {
        return [[name, checkConfig(name, value)]]
      } catch {
        return []
      }
    }),
  )
}
