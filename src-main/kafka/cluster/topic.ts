// One topic: its name, its durable id, its settings and its partitions. On disk it is a folder,
// TOPICS/<name>~<id>/, with topic.json and a folder for each partition that has data. The folder's
// name has the id because some file systems ignore case and would mix up `Orders` and `orders`.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomic } from '@main/platform'
import { PartitionLog } from '../log/partition-log'
import type { LogServices } from '../log/services'
import { settingsOf, type Fallback, type TopicSettings } from './configs'
import { writeTopicFile, type TopicFile } from './topic-file'

export const TOPIC_FILE = 'topic.json'

export interface TopicServices extends LogServices {
  readonly fallback: Fallback
}

export class Topic {
  readonly partitions: PartitionLog[] = []
  private values: ReadonlyMap<string, string>
  settings: TopicSettings
  private readonly starts = new Map<number, number>()
  private saving: Promise<void> = Promise.resolve()

  constructor(
    readonly dir: string,
    readonly name: string,
    readonly id: string,
    partitions: number,
    configs: ReadonlyMap<string, string>,
    private readonly services: TopicServices,
  ) {
    this.values = configs
    this.settings = settingsOf(configs, services.fallback)
    this.grow(partitions)
  }

  static fromFile(dir: string, file: TopicFile, services: TopicServices): Topic {
    const topic = new Topic(
      dir,
      file.name,
      file.id,
      file.partitions,
      new Map(Object.entries(file.configs)),
      services,
    )
    for (const [partition, start] of Object.entries(file.starts)) {
      topic.starts.set(Number(partition), start)
      const log = topic.partitions[Number(partition)]
      if (log) log.logStart = start
    }
    return topic
  }

  get isInternal(): boolean {
    return this.name.startsWith('__')
  }

  get configs(): ReadonlyMap<string, string> {
    return this.values
  }

  partition(index: number): PartitionLog | undefined {
    return this.partitions[index]
  }

  private grow(count: number): void {
    while (this.partitions.length < count) {
      const dir = join(this.dir, String(this.partitions.length))
      this.partitions.push(PartitionLog.empty(dir, () => this.settings, this.services))
    }
  }

  /** Each change is saved before it is answered; saves of one topic follow one another. */
  private save(): Promise<void> {
    this.saving = this.saving.catch(() => {}).then(() => this.write())
    return this.saving
  }

  private async write(): Promise<void> {
    const text = writeTopicFile({
      name: this.name,
      id: this.id,
      partitions: this.partitions.length,
      configs: Object.fromEntries(this.values),
      starts: Object.fromEntries(this.starts),
    })
    await writeFileAtomic(join(this.dir, TOPIC_FILE), text)
  }

  async make(): Promise<void> {
    await mkdir(this.dir, { recursive: true })
    await this.save()
  }

  async addPartitions(count: number): Promise<void> {
    this.grow(count)
    await this.save()
  }

  async setConfigs(values: ReadonlyMap<string, string>): Promise<void> {
    this.values = values
    this.readSettings()
    await this.save()
  }

  /** The broker's settings, which this topic falls back to, may have changed. */
  readSettings(): void {
    this.settings = settingsOf(this.values, this.services.fallback)
  }

  /**
   * DeleteRecords: the new start is durable before files go, or a crash would bring the records
   * back.
   */
  async moveStart(partition: number, offset: number): Promise<void> {
    const log = this.partitions[partition]
    if (!log || offset <= log.logStart) return
    this.starts.set(partition, offset)
    log.logStart = offset
    await this.save()
    await log.dropBefore(offset)
  }

  async close(): Promise<void> {
    await Promise.all(this.partitions.map(log => log.close()))
    await this.saving.catch(() => {})
  }
}
