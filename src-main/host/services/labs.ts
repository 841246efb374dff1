// Labs as files, and everything that the canvas asks about nodes.
import type { Contract } from '@shared/contract'
import type { HandlersOf } from '@shared/rpc'
import { checkLab, nodeCatalog } from '@main/pipeline'
import { explain, firstSettings, inferRecord, sampleOf } from '../labs/sample'
import type { LabLibrary } from '../labs/lab-library'

export function labsService(library: LabLibrary): HandlersOf<Contract>['labs'] {
  return {
    list: async () => ({ gallery: await library.gallery(), recent: await library.recents() }),
    open: ({ ref }) => library.find(ref),
    check: ({ text }) => ({ ...checkLab(text), text, origin: 'text' }),
    save: ({ path, text, over }) => library.save(path, text, over),
    catalog: () => [...nodeCatalog()],
    firstSettings: ({ text, type, from }) => firstSettings(text, type, from),
    sample: async ({ text, node, count }) => ({ records: await sampleOf(text, node, count) }),
    explain: ({ text, node }) => explain(text, node),
    inferRecord: ({ sample }) => ({ yaml: inferRecord(sample) }),
  }
}
