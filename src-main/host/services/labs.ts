// Labs as files, trials on their texts, and the catalogue of nodes.
import type { Contract, OpenLab } from '@shared/contract'
import type { HandlersOf } from '@shared/rpc'
import { nodeCatalog } from '@main/pipeline'
import type { LabLibrary } from '../labs/lab-library'
import type { RetentionCheck } from '../labs/retention-check'
import type { Trials } from '../labs/trial-worker'

export function labsService(
  library: LabLibrary,
  trials: Trials,
  retention: RetentionCheck,
): HandlersOf<Contract>['labs'] {
  /** With what only the brokers of its topics know. */
  const whole = async (lab: OpenLab): Promise<OpenLab> => {
    if (lab.lab?.clock === undefined) return lab
    const more = await retention(lab.text).catch(() => [])
    return { ...lab, problems: [...lab.problems, ...more] }
  }
  return {
    list: async () => ({ gallery: await library.gallery(), recent: await library.recents() }),
    open: async ({ ref }) => whole(await library.find(ref)),
    save: ({ path, text, over }) => library.save(path, text, over),
    catalog: () => [...nodeCatalog()],
    ...trials,
    check: async (input, context) => whole(await trials.check(input, context)),
  }
}
