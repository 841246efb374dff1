// All topics of the broker, by name and by id: makes, finds and deletes them, and loads them when
// the broker starts. Deleting renames the folder, which is one step; the files go afterwards, and
// the next start removes any that are left.
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readTextIfExists, syncFolder } from '@main/platform'
import { moveAside } from '../log/damaged'
import { ApiError } from '../wire/errors'
import { Topic, TOPIC_FILE, type TopicServices } from './topic'
import { folderName, readTopicFile, salvageTopicFile } from './topic-file'

export const TOPIC_NAME_CHARS_MAX = 249
const DELETED = '.deleted'

export interface NewTopic {
  readonly name: string
  readonly partitions: number
  readonly configs: ReadonlyMap<string, string>
}

interface TopicsReport {
  /** Folders without a legible topic.json, whose topic could not be rebuilt either. */
  readonly unreadable: { folder: string; message: string }[]
  /** Topics whose topic.json was made anew. */
  readonly rebuilt: { file: string; movedTo: string }[]
}

export class Topics {
  private readonly byName = new Map<string, Topic>()
  private readonly byId = new Map<string, Topic>()
  private readonly making = new Map<string, Promise<Topic>>()

  constructor(
    readonly dir: string,
    private readonly services: TopicServices,
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

  /**
   * `lastStop`: ids of topics with their numbers of partitions, as the last clean stop left them.
   */
  async load(lastStop: ReadonlyMap<string, number> = new Map()): Promise<TopicsReport> {
    await mkdir(this.dir, { recursive: true })
    const report: TopicsReport = { unreadable: [], rebuilt: [] }
    const folders = await readdir(this.dir)
    await Promise.all(
      folders.map(async folder => {
        try {
          const movedTo = await this.loadFolder(folder, lastStop)
          if (movedTo !== undefined)
            report.rebuilt.push({ file: join(this.dir, folder, TOPIC_FILE), movedTo })
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error)
          report.unreadable.push({ folder, message })
        }
      }),
    )
    return report
  }

  /** Returns where a damaged topic.json was moved to. */
  private async loadFolder(
    folder: string,
    lastStop: ReadonlyMap<string, number>,
  ): Promise<string | undefined> {
    const dir = join(this.dir, folder)
    const remove = () => rm(dir, { recursive: true, force: true }).then(() => undefined)
    if (folder.endsWith(DELETED)) return remove()
    // Only leftovers: making this topic was never acknowledged.
    const names = await readdir(dir)
    if (names.every(name => name.endsWith('.tmp'))) return remove()
    const text = (await readTextIfExists(join(dir, TOPIC_FILE))) ?? ''
    try {
      this.add(Topic.fromFile(dir, readTopicFile(text), this.services))
      return undefined
    } catch {
      const partitions = names.filter(name => /^\d{1,6}$/.test(name)).map(Number)
      const file = salvageTopicFile(text, { folder, partitions, lastStop })
      checkTopicName(file.name)
      if (this.byName.has(file.name)) throw new Error(`another topic is named ${file.name}`)
      const topic = Topic.fromFile(dir, file, this.services)
      const movedTo = names.includes(TOPIC_FILE)
        ? await moveAside(join(dir, TOPIC_FILE), this.dir)
        : ''
      await topic.make()
      this.add(topic)
      return movedTo
    }
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
      join(this.dir, folderName(name, id)),
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
        ? `'${name}' is not allowed`
        : name.length > TOPIC_NAME_CHARS_MAX
          ? `the length of '${name}' is longer than the max allowed length ${TOPIC_NAME_CHARS_MAX}`
          : !/^[a-zA-Z0-9._-]+$/.test(name)
            ? `'${name}' contains one or more characters other than ` +
              "ASCII alphanumerics, '.', '_' and '-'"
            : undefined
  if (problem) throw new ApiError('INVALID_TOPIC_EXCEPTION', `Topic name is invalid: ${problem}`)
}
