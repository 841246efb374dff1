// A small JSON file in the data directory, checked by its schema when it is read and replaced whole
// when it is written. A file that cannot be read is moved aside and named, never overwritten: it
// may be the person's only copy.
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { LabError } from '@shared/errors'
import { readTextIfExists, writeFileAtomic } from '@main/platform'

export interface JsonStore<Value> {
  readonly value: Value
  set(value: Value): Promise<void>
  /** Why the file's contents are not used, if they are not. */
  readonly damage: LabError | undefined
}

export async function openJsonStore<Schema extends z.ZodType>(
  dataDir: string,
  name: string,
  schema: Schema,
  initial: z.output<Schema>,
): Promise<JsonStore<z.output<Schema>>> {
  const file = join(dataDir, `${name}.json`)
  let damage: LabError | undefined
  let value = initial
  const text = await readTextIfExists(file)
  const read = text === undefined ? undefined : parse(schema, text)
  if (read?.success) value = read.data
  else if (text !== undefined) {
    const movedTo = `${file}.damaged-${Date.now()}`
    await rename(file, movedTo)
    damage = new LabError('settings-damaged', { kind: 'storage', params: { file, movedTo } })
  }
  // One write at a time, in the order of the calls.
  let writing = Promise.resolve()
  return {
    get value() {
      return value
    },
    damage,
    set(next) {
      value = next
      const write = () => writeFileAtomic(file, `${JSON.stringify(next, null, 2)}\n`)
      const written = writing.then(write).catch((error: unknown) => {
        throw storageError(file, error)
      })
      writing = written.catch(() => {})
      return written
    },
  }
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
): z.ZodSafeParseResult<z.output<Schema>> {
  try {
    return schema.safeParse(JSON.parse(text))
  } catch {
    return schema.safeParse(undefined)
  }
}

/** A failed write of a file of ours, in our words. */
export function storageError(file: string, error: unknown): LabError {
  if (error instanceof LabError) return error
  const { code, message } =
    error instanceof Error && 'code' in error
      ? { code: error.code, message: error.message }
      : { code: '', message: String(error) }
  return new LabError(code === 'ENOSPC' ? 'disk-full' : 'write-failed', {
    kind: 'storage',
    params: { file, message },
    cause: error,
  })
}
