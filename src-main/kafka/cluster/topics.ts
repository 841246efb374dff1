// All topics of the broker, by name and by id: makes, finds and deletes them, and loads them when
// the broker starts. Deleting renames the folder, which is one step; the files go afterwards, and
// the next start removes any that are left.
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '@main/platform'
import type { LogServices } from '../log/services'
import { ApiError } from '../wire/errors'
import { Topic, type TopicFile } from './topic'

export const TOPIC_NAME_CHARS_MAX = 249
const DELETED = '.deleted'

export interface NewTopic {
  readonly name: string
  readonly partitions: number
  readonly configs: ReadonlyMap<string, string>
}

export class Topics {
  private readonly byName = new Map<string, Topic>()
  private readonly byId = new Map<string, Topic>()
  private readonly making = new Map<string, Promise<Topic>>()

  constructor(
    readonly dir: string,
    private readonly services: LogServices,
  ) {}

  get all(): Iterable<Topic> {
    return this.byName.values()
  }

  get count(): number {
    return this.byName.size
  }

  get(name: string): Topic | undefined {
    return this.byName.get(name)
  }

  getById(id: string): Topic | undefined {
    return this.byId.get(id)
  }

  /** Those whose topic.json could not be read, by folder: their records stay where they are. */
  async load(): Promise<{ folder: string; message: string }[]> {
    await mkdir(this.dir, { recursive: true })
    const unreadable: { folder: string; message: string }[] = []
    const folders = await readdir(this.dir)
    await Promise.all(
      folders.map(async folder => {
        try {
          await this.loadFolder(folder)
        } catch (error) {
          unreadable.push({
            folder,
            message: error instanceof Error ? error.message : String(error),
          })
        }
      }),
    )
    return unreadable
  }

  private async loadFolder(folder: string): Promise<void> {
    const dir = join(this.dir, folder)
    if (folder.endsWith(DELETED)) return rm(dir, { recursive: true, force: true })
    // Only leftovers: making this topic was never acknowledged. A folder with records stays for a
    // person to look at.
    const names = await readdir(dir)
    if (names.every(name => name.endsWith('.tmp'))) return rm(dir, { recursive: true, force: true })
    this.add(
      Topic.fromFile(
        dir,
        parseTopicFile(await readFile(join(dir, 'topic.json'), 'utf8')),
        this.services,
      ),
    )
  }

  private add(topic: Topic): void {
    this.byName.set(topic.name, topic)
    this.byId.set(topic.id, topic)
  }

  create(wanted: NewTopic): Promise<Topic> {
    if (this.byName.has(wanted.name))
      throw new ApiError('TOPIC_ALREADY_EXISTS', `Topic '${wanted.name}' already exists.`)
    if (this.making.has(wanted.name))
      throw new ApiError('TOPIC_ALREADY_EXISTS', `Topic '${wanted.name}' is being made.`)
    const made = this.make(wanted).finally(() => this.making.delete(wanted.name))
    this.making.set(wanted.name, made)
    return made
  }

  /** For clients that name a missing topic: several at once get the same new one. */
  async getOrCreate(wanted: NewTopic): Promise<Topic> {
    return this.byName.get(wanted.name) ?? this.making.get(wanted.name) ?? this.create(wanted)
  }

  private async make({ name, partitions, configs }: NewTopic): Promise<Topic> {
    const id = randomUUID().replaceAll('-', '')
    const topic = new Topic(
      join(this.dir, Topic.folderName(name, id)),
      name,
      id,
      partitions,
      configs,
      this.services,
    )
    await topic.make()
    await syncFolder(this.dir)
    this.add(topic)
    return topic
  }

  async delete(topic: Topic): Promise<void> {
    this.byName.delete(topic.name)
    this.byId.delete(topic.id)
    await topic.close()
    const gone = `${topic.dir}${DELETED}`
    await rename(topic.dir, gone)
    await syncFolder(this.dir)
    // We answer before the files are gone; the next start removes any that are left.
    void rm(gone, { recursive: true, force: true }).catch((error: unknown) =>
      this.services.log.warn({ err: error, dir: gone }, 'kafka.topic-files-left'),
    )
  }
}

export function checkTopicName(name: string): void {
  const problem =
    name.length === 0
      ? 'the empty string is not allowed'
      : name === '.' || name === '..'
        ? `'.' or '..' is not allowed`
        : name.length > TOPIC_NAME_CHARS_MAX
          ? `the length of '${name}' is longer than the max allowed length ${TOPIC_NAME_CHARS_MAX}`
          : !/^[a-zA-Z0-9._-]+$/.test(name)
            ? `'${name}' contains one or more characters other than ` +
              "ASCII alphanumerics, '.', '_' and '-'"
            : undefined
  if (problem) throw new ApiError('INVALID_TOPIC_EXCEPTION', `Topic name is invalid: ${problem}`)
}

function parseTopicFile(text: string): TopicFile {
  const file = JSON.parse(text) as Partial<TopicFile>
  if (
    file.format !== 1 ||
    typeof file.name !== 'string' ||
    typeof file.id !== 'string' ||
    !Number.isInteger(file.partitions)
  )
    throw new TypeError('topic.json is not of a form that this version reads')
  return {
    format: 1,
    name: file.name,
    id: file.id,
    partitions: file.partitions!,
    configs: file.configs ?? {},
    starts: file.starts ?? {},
  }
}
