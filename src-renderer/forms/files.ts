// Where a form finds the data files that a lab may read. The desktop app asks the system's own
// dialog, which knows paths; a browser does not, so the host lists what it has beside the lab.
import type { InjectionKey } from 'vue'
import type { DataFile } from '@shared/contract'

export interface FileHelp {
  /** Of the file's own path; undefined where the page may not know it. */
  readonly pathOf: ((file: File) => string) | undefined
  list(): Promise<readonly DataFile[]>
}
export const FILE_HELP: InjectionKey<FileHelp> = Symbol('file-help')
