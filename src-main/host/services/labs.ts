// Labs as files, and the catalogue of nodes.
import type { Contract } from '@shared/contract'
import type { HandlersOf } from '@shared/rpc'
import { checkLab, nodeCatalog } from '@main/pipeline'
import { explain, inferRecord, sampleOf } from '../labs/sample'
import type { LabLibrary } from '../labs/lab-library'

export function labsService(shelf: LabLibrary): HandlersOf<Contract>['labs'] {
  return {
    list: async () => ({ gallery: await shelf.gallery(), recent: await shelf.recents() }),
    open: ({ ref }) => shelf.find(ref),
    check: ({ text }) => ({ ...checkLab(text), text, origin: 'text' }),
    save: ({ path, text, over }) => shelf.save(path, text, over),
    catalog: () => [...nodeCatalog()],
    sample: async ({ text, node, count }) => ({ records: await sampleOf(text, node, count) }),
    explain: ({ text, node }) => explain(text, node),
    inferRecord: ({ sample }) => ({ yaml: inferRecord(sample) }),
  }
}
