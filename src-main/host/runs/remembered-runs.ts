// Keeps on disk which labs are running, so that they go on after the host ended in the middle of
// them.
import { z } from 'zod'
import { runOverridesSchema, SPARK_VERSIONS, sparkSettingsSchema } from '@shared/contract'
import type { LabError } from '@shared/errors'
import { openJsonStore, type JsonStore } from '../json-store'

const rememberedSchema = z.object({
  lab: z.string(),
  ref: z.string(),
  text: z.string(),
  paused: z.boolean(),
  overrides: runOverridesSchema.optional(),
  profiles: z.record(z.string(), z.string()).optional(),
  spark: z.string().optional(),
  sparkVersion: z.enum(SPARK_VERSIONS).optional(),
  sparkSettings: sparkSettingsSchema.optional(),
})
export type RememberedRun = z.infer<typeof rememberedSchema>

export class RememberedRuns {
  private constructor(private readonly store: JsonStore<RememberedRun[]>) {}

  static async open(dataDir: string): Promise<RememberedRuns> {
    return new RememberedRuns(
      await openJsonStore(dataDir, 'running', z.array(rememberedSchema), []),
    )
  }

  /** Why runs of the last time do not go on, if their file could not be read. */
  get damage(): LabError | undefined {
    return this.store.damage
  }

  get all(): readonly RememberedRun[] {
    return this.store.value
  }

  keep(run: RememberedRun): Promise<void> {
    return this.store.set([...this.all.filter(({ lab }) => lab !== run.lab), run])
  }

  async change(lab: string, change: Partial<RememberedRun>): Promise<void> {
    if (this.all.some(run => run.lab === lab))
      await this.store.set(this.all.map(run => (run.lab === lab ? { ...run, ...change } : run)))
  }

  async forget(lab: string): Promise<void> {
    if (this.all.some(run => run.lab === lab))
      await this.store.set(this.all.filter(run => run.lab !== lab))
  }
}
