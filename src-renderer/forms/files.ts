// Where a form finds the data files that a lab may read. The desktop app asks the system's own
// dialog, which knows paths; a browser does not, so the host lists what it has beside the lab, and
// the page sends it a file of the person's own computer.
import type { InjectionKey } from 'vue'
import type { DataFile } from '@shared/contract'

export interface FileHelp {
  /** Of the file's own path; undefined where the page may not know it. */
  readonly pathOf: ((file: File) => string) | undefined
  list(): Promise<readonly DataFile[]>
  /** `sent`: the share that the host has. Ends with its path there, or with nothing when cancelled. */
  upload(
    file: File,
    sent: (share: number) => void,
    signal: AbortSignal,
  ): Promise<string | undefined>
  /** An error of `upload` as a sentence. */
  wordsOf(failure: unknown): string
}
export const FILE_HELP: InjectionKey<FileHelp> = Symbol('file-help')
