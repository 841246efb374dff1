// Labs as files, trials on their texts, exports, and the catalogue of nodes.
import { resolve } from 'node:path'
import type { Contract, OpenLab } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { HandlersOf } from '@shared/rpc'
import { nodeCatalog } from '@main/pipeline'
import type { FreeSpaceOf } from '@main/platform'
import { dataFiles } from '../labs/data-files'
import { exportChanges } from '../labs/export-changes'
import type { LabLibrary } from '../labs/lab-library'
import { saveProject } from '../labs/save-project'
import type { RetentionCheck } from '../labs/retention-check'
import type { Trials } from '../labs/trial-worker'
import { typedPath } from '../labs/typed-path'
import { Uploads } from '../labs/uploads'

interface LabFolders {
  readonly exportsDir: string
  readonly dataDir: string
  readonly freeSpace: FreeSpaceOf | undefined
}

export function labsService(
  library: LabLibrary,
  trials: Trials,
  retention: RetentionCheck,
  { exportsDir, dataDir, freeSpace }: LabFolders,
): HandlersOf<Contract>['labs'] {
  /** With what only the brokers of its topics know. */
  const whole = async (lab: OpenLab): Promise<OpenLab> => {
    if (lab.lab?.clock === undefined) return lab
    const more = await retention(lab.text).catch(() => [])
    return { ...lab, problems: [...lab.problems, ...more] }
  }
  const uploads = new Uploads(dataDir, freeSpace)
  const folderOf = (dir: string) => resolve(exportsDir, typedPath(dir))
  return {
    list: async () => ({ gallery: await library.gallery(), recent: await library.recents() }),
    open: async ({ ref }) => whole(await library.find(ref)),
    saveExport: async ({ dir, replace, ...wishes }, context) => {
      const { files, problems } = await trials.export(wishes, context)
      const impossible = problems.find(problem => problem.severity === 'error')
      if (impossible)
        throw new LabError(impossible.code, { kind: 'usage', params: impossible.params })
      return { dir: await saveProject(folderOf(dir), files, replace) }
    },
    exportChanges: async ({ dir, ...wishes }, context) => {
      const exported = await trials.export(wishes, context)
      return exportChanges(folderOf(dir), exported)
    },
    save: ({ path, text, over }) => library.save(path, text, over),
    dataFiles: async ({ ref }) =>
      dataFiles(ref === undefined ? undefined : await library.folderOf(ref), dataDir),
    upload: async part => {
      const file = await uploads.take(part)
      return file === undefined ? {} : { file }
    },
    cancelUpload: ({ upload }) => uploads.drop(upload),
    catalog: () => [...nodeCatalog()],
    ...trials,
    check: async (input, context) => whole(await trials.check(input, context)),
  }
}
