// COPY TO and COPY FROM of the shell: the files on this computer, and cqlsh's words around them.
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { once } from 'node:events'
import { access } from 'node:fs/promises'
import { copyIn, copyOf, copyOut, type AskPage, type Copy } from '@shared/cql'
import { LabError } from '@shared/errors'
import { cqlErrorText } from './cql-error'
import type { CqlSession } from './session'

const ERRORS_SHOWN = 5

export async function copy(shell: CqlSession, text: string): Promise<void> {
  const wanted = copyOf(text)
  if (typeof wanted === 'string') return shell.fail(wanted)
  if (wanted.way === 'to') return copyTo(shell, wanted)
  if (wanted.file === undefined)
    return shell.fail('COPY FROM reads a file here: give its name in quotes.')
  return copyFrom(shell, wanted, wanted.file)
}

function asker({ keyspace, consistency, options }: CqlSession): AskPage {
  return (statement, wish) =>
    options.client.queries.cql(
      { statement, consistency, keyspace, ...wish },
      { signal: options.signal() },
    )
}

const starting = ({ table }: Copy, names: readonly string[]) =>
  `Starting copy of ${table} with columns [${names.join(', ')}].`

async function copyTo(shell: CqlSession, wanted: Copy): Promise<void> {
  const started = performance.now()
  const { file: path } = wanted
  let file: WriteStream | undefined
  let refused: string | undefined
  const begin = async (names: readonly string[]) => {
    if (path === undefined) return
    // Only now: a table that cannot be read must not cost the file.
    file = createWriteStream(path)
    await once(file, 'open').catch((error: unknown) => {
      refused = `Can't open '${path}' for writing: ${LabError.from(error).message}`
      throw error
    })
    shell.say(starting(wanted, names))
  }
  const write = async (line: string) => {
    if (!file) shell.say(line)
    else if (!file.write(`${line}\n`)) await once(file, 'drain')
  }
  const signal = shell.options.signal()
  const rows = await copyOut(asker(shell), wanted, { signal, begin, write }).catch(
    (error: unknown) => {
      if (refused === undefined) throw error
    },
  )
  if (refused !== undefined) return shell.fail(refused)
  await new Promise(resolve => (file ? file.end(() => resolve(undefined)) : resolve(undefined)))
  if (path !== undefined)
    shell.say(`${rows} rows exported to 1 files in ${secondsSince(started)} seconds.`)
}

async function copyFrom(shell: CqlSession, wanted: Copy, path: string): Promise<void> {
  const started = performance.now()
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (!isThere) return shell.fail(`Can't open '${path}' for reading: no matching file found`)
  const file = createReadStream(path, 'utf8')
  const { rows, failures, gaveUp } = await copyIn(asker(shell), wanted, file, {
    signal: shell.options.signal(),
    begin: names => shell.say(starting(wanted, names)),
  })
  for (const { row, error } of failures.slice(0, ERRORS_SHOWN))
    shell.fail(`Failed to import row ${row}: ${cqlErrorText(error, shell.options.language, false)}`)
  if (failures.length > ERRORS_SHOWN)
    shell.fail(`${failures.length - ERRORS_SHOWN} more rows failed.`)
  if (gaveUp) shell.fail('Too many rows failed: the rest of the file was not read.')
  shell.say(
    `${rows} rows imported from 1 files in ${secondsSince(started)} seconds (${failures.length} failed).`,
  )
}

const secondsSince = (started: number) => ((performance.now() - started) / 1000).toFixed(3)
