// Reads files that the command line names. Only the person can correct a wrong name, so every
// failure is reported in words.
import { createReadStream } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { LabError } from '@shared/errors'
import { LAB_TEXT_MAX } from '@shared/lab'
import { readTextFile } from '@main/platform'

export async function readFileOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw unreadable(file, error)
  }
}

export async function labTextOf(file: string): Promise<string> {
  try {
    return await readTextFile(file, LAB_TEXT_MAX)
  } catch (error) {
    throw error instanceof LabError ? error : unreadable(file, error)
  }
}

export async function* linesOfFile(file: string): AsyncGenerator<string> {
  try {
    yield* linesOf(createReadStream(file))
  } catch (error) {
    throw error instanceof LabError ? error : unreadable(file, error)
  }
}

/** Lines without their ends, with any of the three line ends; a last line without one counts. */
export async function* linesOf(stream: Readable, signal?: AbortSignal): AsyncGenerator<string> {
  const lines = createInterface({ input: stream, crlfDelay: Infinity, signal })
  let failure: unknown
  stream.once('error', error => {
    failure = error
    lines.close()
  })
  for await (const line of lines) yield line
  if (failure) throw failure
}

export interface LabRef {
  /** An absolute path, or a lab's id. */
  readonly ref: string
  readonly isFile: boolean
}

/**
 * The argument of `run` and `validate`: a file when it looks like one or a file of that name
 * exists, otherwise the id of a lab.
 */
export async function labRefOf(given: string): Promise<LabRef> {
  const path = resolve(given)
  const isFile =
    /[\\/]|\.ya?ml$/i.test(given) ||
    (await access(path).then(
      () => true,
      () => false,
    ))
  return { ref: isFile ? path : given, isFile }
}

/** The text of a lab that is given by its file, or by its id. */
export async function labTextIn(
  given: string,
  textOf: (id: string) => Promise<string>,
): Promise<string> {
  const { ref, isFile } = await labRefOf(given)
  return isFile ? labTextOf(given) : textOf(ref)
}

function unreadable(file: string, error: unknown): LabError {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return new LabError('cli-file-unreadable', {
    kind: 'usage',
    params: { file, reason },
    cause: error,
  })
}
