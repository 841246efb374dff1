// The schedules of a run's sources, by node: a source whose records refer to those of another stream
// asks them which of those exist. It makes nothing until the other one has opened, since only then
// is it known where that stream was when the run stopped; and it fails when that one never will.
import type { StreamClock } from '@main/generator'
import { LabError } from '@shared/errors'

export class SourceStreams {
  private readonly open = new Map<string, StreamClock>()
  private readonly closedFirst = new Set<string>()
  private readonly absent = new Set<string>()
  private waiting: (() => void)[] = []

  /** `sources`: the nodes that make records in this run; after `signal` nobody waits. */
  constructor(
    private readonly sources: ReadonlySet<string>,
    private readonly signal?: AbortSignal,
  ) {
    signal?.addEventListener('abort', () => this.tell())
  }

  isSource(node: string): boolean {
    return this.sources.has(node)
  }

  opened(node: string, clock: StreamClock): void {
    this.open.set(node, clock)
    this.tell()
  }

  /** When it has not opened yet, it never will. */
  closed(node: string): void {
    if (!this.open.has(node)) this.closedFirst.add(node)
    this.tell()
  }

  /** It makes nothing in this start: what refers to it has nothing due, and makes nothing again. */
  leaveOut(node: string): void {
    this.absent.add(node)
  }

  /** Undefined when all are open; fails when one never will be. */
  whenOpen(nodes: readonly string[]): Promise<void> | undefined {
    const gone = nodes.find(node => this.neverOpens(node) || this.absent.has(node))
    if (gone !== undefined)
      throw new LabError('run-other-stream', { kind: 'conflict', params: { node: gone } })
    if (nodes.every(node => this.open.has(node))) return undefined
    if (this.signal?.aborted) throw new LabError('cancelled', { kind: 'cancelled' })
    return new Promise<void>(resolve => this.waiting.push(resolve)).then(() => this.whenOpen(nodes))
  }

  neverOpens(node: string): boolean {
    return this.closedFirst.has(node)
  }

  private tell(): void {
    for (const resolve of this.waiting.splice(0)) resolve()
  }

  clockOf(node: string): StreamClock | undefined {
    return this.open.get(node)
  }
}
