// Labs as files, trials on their texts, and the catalogue of nodes.
import type { Contract } from '@shared/contract'
import type { HandlersOf } from '@shared/rpc'
import { nodeCatalog } from '@main/pipeline'
import type { LabLibrary } from '../labs/lab-library'
import type { Trials } from '../labs/trial-worker'

export function labsService(library: LabLibrary, trials: Trials): HandlersOf<Contract>['labs'] {
  return {
    list: async () => ({ gallery: await library.gallery(), recent: await library.recents() }),
    open: ({ ref }) => library.find(ref),
    save: ({ path, text, over }) => library.save(path, text, over),
    catalog: () => [...nodeCatalog()],
    ...trials,
  }
}
