// A small JSON file in the data directory, checked by its schema when it is read and replaced whole
// when it is written. A file that cannot be read is moved aside and named, never overwritten: it
// may be the person's only copy. One that can be read but is not as we wrote it is used and named:
// a person may have changed it, or a digit has flipped on the disk.
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { LabError } from '@shared/errors'
import { crc32c, readTextIfExists, writeFileAtomic } from '@main/platform'

export interface JsonStore<Value> {
  readonly value: Value
  set(value: Value): Promise<void>
  /** Why the file's contents are not used, or why they may be wrong. */
  readonly damage: LabError | undefined
}

export async function openJsonStore<Schema extends z.ZodType>(
  dataDir: string,
  name: string,
  schema: Schema,
  initial: z.output<Schema>,
): Promise<JsonStore<z.output<Schema>>> {
  const file = join(dataDir, `${name}.json`)
  const sums = await CheckSums.open(`${file}.crc32c`)
  let damage: LabError | undefined
  let value = initial
  const text = await readTextIfExists(file)
  const read = text === undefined ? undefined : parse(schema, text)
  if (text !== undefined && read?.success) {
    value = read.data
    if (!sums.fit(text))
      damage = new LabError('settings-changed', { kind: 'storage', params: { file } })
  } else if (text !== undefined) {
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
      const write = async () => {
        const written = `${JSON.stringify(next, null, 2)}\n`
        await sums.expect(written)
        await writeFileAtomic(file, written)
      }
      const written = writing.then(write).catch((error: unknown) => {
        throw storageError(file, error)
      })
      writing = written.catch(() => {})
      return written
    },
  }
}

/**
 * The checksums of a file in one beside it, so that the file itself stays plain JSON. Beside that of
 * the text is the one of the text before: a crash between the two writes leaves either.
 */
class CheckSums {
  private constructor(
    private readonly file: string,
    /** Undefined: the text was written by a version before this one. */
    private known: readonly string[] | undefined,
  ) {}

  static async open(file: string): Promise<CheckSums> {
    return new CheckSums(file, (await readTextIfExists(file))?.trim().split('\n'))
  }

  fit(text: string): boolean {
    return this.known?.includes(sumOf(text)) ?? true
  }

  /** Before that text is written. */
  async expect(text: string): Promise<void> {
    const sums = [...(this.known ?? []).slice(-1), sumOf(text)]
    await writeFileAtomic(this.file, `${sums.join('\n')}\n`)
    this.known = sums
  }
}

const sumOf = (text: string) => crc32c(Buffer.from(text)).toString(16)

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
