// New settings for nodes that run. They are taken over between two batches, one request after the
// other.
import { LabError } from '@shared/errors'
import type { LabFile } from '@shared/lab'
import type { BoundLab } from '../../plan/check-lab'
import type { JobGraph } from './graph'
import type { MicroBatches } from './micro-batches'

interface Patch {
  readonly lab: LabFile
  readonly ids: readonly string[]
  readonly done: (error?: unknown) => void
}

export class Patches {
  private readonly waiting: Patch[] = []

  constructor(
    private readonly graph: JobGraph,
    /** Binds the new lab; its nodes are those that run from then on. */
    private readonly bind: (lab: LabFile) => BoundLab,
  ) {}

  get areWaiting(): boolean {
    return this.waiting.length > 0
  }

  /** Resolves when the new settings act. */
  ask(lab: LabFile, ids: readonly string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({
        lab,
        ids,
        done: error => (error === undefined ? resolve() : reject(LabError.from(error))),
      })
    })
  }

  /**
   * Results that the old settings still owe are given out and saved first, so that a crash finds
   * either the old settings or the new ones.
   */
  async apply(batches: MicroBatches): Promise<void> {
    for (const { lab, ids, done } of this.waiting.splice(0)) {
      try {
        await batches.give([], true)
        await batches.commit()
        const bound = this.bind(lab)
        for (const id of ids) await this.graph.swap(id, bound)
        this.graph.again(ids)
        await batches.give([], false)
        await batches.commit()
        done()
      } catch (error) {
        done(error)
        throw error
      }
    }
  }

  /** The job has ended: the next start takes the settings from the lab itself. */
  end(): void {
    for (const { done } of this.waiting.splice(0)) done()
  }
}
