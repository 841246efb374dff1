// What a running statement waits for a person to say: which file it reads, which values its markers
// take, whether something is to be deleted for good. One question at a time; a cancelled run takes
// its question back.
import { shallowRef } from 'vue'
import type { BindField } from './markers'

export type Ask =
  | {
      readonly kind: 'file'
      /** As typed: what it is for, and the name of the file. */
      readonly statement: string
      readonly name: string
      readonly answer: (file: File | undefined) => void
    }
  | {
      readonly kind: 'values'
      readonly fields: readonly BindField[]
      readonly answer: (values: readonly (string | null)[] | undefined) => void
    }
  | {
      readonly kind: 'danger'
      readonly statement: string
      readonly answer: (isWanted: boolean | undefined) => void
    }

export const ask = shallowRef<Ask>()

/** Undefined when the person closes the question, or has cancelled the run. */
function answered<Value>(
  signal: AbortSignal,
  wish: (answer: (value: Value | undefined) => void) => Ask,
): Promise<Value | undefined> {
  if (signal.aborted) return Promise.resolve(undefined)
  return new Promise(resolve => {
    const done = (value: Value | undefined) => {
      signal.removeEventListener('abort', stop)
      ask.value = undefined
      resolve(value)
    }
    const stop = () => done(undefined)
    signal.addEventListener('abort', stop)
    ask.value = wish(done)
  })
}

export const askFile = (statement: string, name: string, signal: AbortSignal) =>
  answered<File>(signal, answer => ({ kind: 'file', statement, name, answer }))
/** One value for each field. */
export const askValues = (fields: readonly BindField[], signal: AbortSignal) =>
  answered<readonly (string | null)[]>(signal, answer => ({ kind: 'values', fields, answer }))
export const askDanger = (statement: string, signal: AbortSignal) =>
  answered<boolean>(signal, answer => ({ kind: 'danger', statement, answer }))
