// A run that is killed again and again and begins where it was, and what must hold of its topics.
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { startSluice, type RunningCli } from '../support/cli'
import type { Tables } from '../support/reference-labs'
import type { ReadRecord } from '../support/topic-reader'

const EVENTS_PER_SECOND = 120

export interface Answer {
  readonly tables: Tables
  readonly nodes: Readonly<Record<string, { readonly doubled?: number }>>
  readonly ledger: { readonly arrived: number; readonly lost: number; readonly doubled: number }
}

/** A run that begins, is killed, and begins again where it was. */
export class Life<Lab extends { readonly id: string }> {
  private cli: RunningCli | undefined
  private begunAt = 0

  constructor(
    readonly lab: Lab,
    private readonly file: string,
    readonly data: string,
    readonly seed: number,
    private readonly where: () => readonly string[],
    private readonly eventsPerSecond = EVENTS_PER_SECOND,
  ) {}

  begin(endOfTopic: number, limit: readonly string[] = []): void {
    this.begunAt = endOfTopic
    const words = [
      'run',
      this.file,
      '--rate',
      `${this.eventsPerSecond}`,
      '--seed',
      `${this.seed}`,
      '--json',
      '--data',
      this.data,
    ]
    this.cli = startSluice([...words, ...this.where(), ...limit])
  }

  /** Until it has written something in this life; a run that ended instead says why. */
  async works(end: () => Promise<number>): Promise<void> {
    while ((await end()) <= this.begunAt) {
      if (this.hasEnded) throw new Error(`${this.lab.id} ended: ${this.cli?.stderr()}`)
      await sleep(50)
    }
  }

  /**
   * How many events its producer has made, as far as it has saved that: the engines' ports of a run
   * alone are its own.
   */
  async made(): Promise<number> {
    const folder = `${this.data}/runs/${this.lab.id}/producers`
    const names = await readdir(folder).catch(() => [])
    const texts = names
      .filter(name => name.endsWith('.json'))
      .map(name => readFile(`${folder}/${name}`, 'utf8').catch(() => ''))
    return (await Promise.all(texts)).reduce(
      (sum, text) => sum + Number(/"next":(\d+)/.exec(text)?.[1] ?? 0),
      0,
    )
  }

  private get hasEnded(): boolean {
    return this.cli === undefined || this.cli.hasEnded()
  }

  kill9 = async () => this.cli?.kill9()
  stop = async () => this.cli?.stop()

  async answer(): Promise<Answer> {
    const ended = await this.cli?.ended
    expect(ended, `${this.lab.id}: ${this.cli?.stderr()}`).toEqual({ code: 0, signal: null })
    return JSON.parse(this.cli?.stdout().trim().split('\n').at(-1) ?? '')
  }
}

/**
 * Records of one number of the lab's own producers: where first, where again, and when each was
 * made.
 */
export function twice(records: readonly ReadRecord[]): string[] {
  const firsts = new Map<string, ReadRecord>()
  const found: string[] = []
  const place = ({ partition, offset, timeMs }: ReadRecord) =>
    `${partition}/${offset} of ${new Date(timeMs).toISOString()}`
  for (const record of records) {
    const number = `${record.headers['sluice-run']} ${record.headers['sluice-seq']}`
    const first = firsts.get(number)
    if (first) found.push(`${number}: ${place(first)}, ${place(record)}`)
    else firsts.set(number, record)
  }
  return found
}
