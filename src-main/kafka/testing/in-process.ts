// The broker's parts without a server: a request goes through its API's own reader, the handler and
// the API's writer, and comes back as a client would read it. Quick, because there is no socket.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openParts, type Undo } from '../broker-parts'
import type { PartitionLog } from '../log/partition-log'
import type { NewRecord } from '../log/records'
import type { Answer, Api, BrokerParts, RequestContext } from '../serving/context'
import type { BrokerLimits } from '../serving/limits'
import { ApiError } from '../wire/errors'
import type { Fields, ReadOf, WriteOf } from '../wire/fields'
import { Reader } from '../wire/reader'
import { Writer } from '../wire/writer'
import { AT_ONCE, quietLog } from './broker'
import { put } from './partition'

/** The port that the broker says it listens on. */
export const PORT = 19_092

export class InProcess {
  private readonly whenGone = new Set<() => void>()

  private constructor(
    readonly parts: BrokerParts,
    readonly dataDir: string,
    private readonly undo: Undo,
  ) {}

  static async open(limits: Partial<BrokerLimits> = {}): Promise<InProcess> {
    const dataDir = await mkdtemp(join(tmpdir(), 'sluice-kafka-'))
    const undo: Undo = [() => rm(dataDir, { recursive: true, force: true })]
    const { parts } = await openParts(
      {
        dataDir,
        limits,
        configs: AT_ONCE,
        durability: 'fast',
        log: quietLog,
        port: () => PORT,
        onStorageError: () => {},
      },
      undo,
    )
    undo.push(() => Promise.all([...parts.topics.all].map(topic => topic.close())))
    return new InProcess(parts, dataDir, undo)
  }

  async topic(name: string, partitions = 1, configs: Readonly<Record<string, string>> = {}) {
    const wanted = { name, partitions, configs: new Map(Object.entries(configs)) }
    return this.parts.topics.create(wanted)
  }

  log(topic: string, partition = 0): PartitionLog {
    const log = this.parts.topics.get(topic)?.partition(partition)
    if (!log) throw new Error(`no partition ${topic}-${partition}`)
    return log
  }

  /** Appends one batch and waits until readers see it. */
  async put(topic: string, records: readonly NewRecord[], options: Parameters<typeof put>[2] = {}) {
    await put(this.log(topic), records, options).done
  }

  /** The answer; nothing when the client asked for none. */
  async askOrNothing<Q extends Fields, S extends Fields>(
    api: Api<Q, S>,
    version: number,
    request: WriteOf<Q>,
  ): Promise<ReadOf<S> | undefined> {
    const asked = api.request.read(
      new Reader(bytesOf(w => api.request.write(w, version, request))),
      version,
    )
    const { answer, sent } = await this.handle(api, version, asked)
    if (typeof answer === 'symbol') return undefined
    const bytes = bytesOf(writer => api.response.write(writer, version, answer))
    sent()
    return api.response.read(new Reader(bytes), version)
  }

  async ask<Q extends Fields, S extends Fields>(
    api: Api<Q, S>,
    version: number,
    request: WriteOf<Q>,
  ): Promise<ReadOf<S>> {
    const answer = await this.askOrNothing(api, version, request)
    if (!answer) throw new Error(`${api.name} gave no answer`)
    return answer
  }

  /** The same request in every version that is served; the answers by version. */
  async askEach<Q extends Fields, S extends Fields>(
    api: Api<Q, S>,
    request: WriteOf<Q> | ((version: number) => WriteOf<Q> | Promise<WriteOf<Q>>),
  ): Promise<{ readonly version: number; readonly answer: ReadOf<S> }[]> {
    const answers = []
    for (let version = api.versions[0]; version <= api.versions[1]; version++) {
      const asked = typeof request === 'function' ? await request(version) : request
      answers.push({ version, answer: await this.ask(api, version, asked) })
    }
    return answers
  }

  private async handle<Q extends Fields, S extends Fields>(
    api: Api<Q, S>,
    version: number,
    request: ReadOf<Q>,
  ): Promise<{ readonly answer: Answer<S>; readonly sent: () => void }> {
    const releases: (() => void)[] = []
    const context: RequestContext = {
      broker: this.parts,
      version,
      clientId: 'in-process',
      clientHost: '127.0.0.1',
      host: '127.0.0.1',
      afterSent: release => void releases.push(release),
      onGone: callback => {
        this.whenGone.add(callback)
        return () => this.whenGone.delete(callback)
      },
    }
    const sent = () => releases.forEach(release => release())
    try {
      return { answer: await api.handle(request, context), sent }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      return { answer: api.refuse(request, error.code, version), sent }
    }
  }

  /** The client's connection goes away. */
  hangUp(): void {
    for (const callback of [...this.whenGone]) callback()
  }

  async end(): Promise<void> {
    for (const step of this.undo.reverse()) await step()
  }
}

function bytesOf(write: (writer: Writer) => void): Buffer {
  const writer = new Writer()
  write(writer)
  return writer.toBuffer()
}
