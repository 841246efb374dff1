// The schedules of a run's sources, by node: a source whose records refer to those of another stream
// asks them which of those exist. It has nothing due until the other one has opened, since only then
// is it known where that stream was when the run stopped.
import type { StreamClock } from '@main/generator'

export class SourceStreams {
  private readonly open = new Map<string, StreamClock>()

  /** `sources`: the nodes that make records in this run. */
  constructor(private readonly sources: ReadonlySet<string>) {}

  isSource(node: string): boolean {
    return this.sources.has(node)
  }

  opened(node: string, clock: StreamClock): void {
    this.open.set(node, clock)
  }

  clockOf(node: string): StreamClock | undefined {
    return this.open.get(node)
  }
}
