// Sinks that a person holds back: such a sink waits before it writes, and everything before it
// waits too (back-pressure).
import { LabError } from '@shared/errors'
import { Signal } from '../signal'
import type { NodeStats } from '../stats'

const LOOK_EVERY_MS = 200

export class SinkGate {
  private readonly held = new Set<string>()
  private readonly changed = new Signal()

  hold(node: string, held: boolean): void {
    if (held) this.held.add(node)
    else this.held.delete(node)
    this.changed.ring()
  }

  /**
   * Resolves when the node is not held; a run that stops meanwhile writes the batch at its next
   * start.
   */
  async pass(node: string, stats: NodeStats, stop: AbortSignal): Promise<void> {
    if (!this.held.has(node)) return
    const before = stats.state
    stats.state = 'paused'
    while (this.held.has(node)) {
      if (stop.aborted) throw new LabError('cancelled', { kind: 'cancelled' })
      await this.changed.wait(LOOK_EVERY_MS)
    }
    stats.state = before
  }
}
