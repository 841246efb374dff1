// COPY in the page: a table becomes a download, and a file that the person chooses becomes rows. It
// tells how far it is, and ends when it is cancelled.
import { shallowRef } from 'vue'
import { errorWords, isCancelled } from '@renderer/client'
import { formatLength, formatNumber, saveText, t } from '@renderer/ui'
import { copyIn, copyOut, type AskPage, type Copy } from '@shared/cql'
import { LabError } from '@shared/errors'
import { askFile } from './asks'
import { errorOf, type StatementError } from './statement-error'

const FAILURES_SHOWN = 5
/** What a page can hold of a file, and show of a table. The command line has no such limit. */
const FILE_CHARS_MAX = 200_000_000
const SHOWN_CHARS_MAX = 1_000_000
/** Lines are joined by so much: a part of a file is one text, not a million. */
const PART_CHARS = 1_000_000

/** How far a COPY is; a share of the file when it reads one. */
export const progress = shallowRef<{ readonly rows: number; readonly share?: number }>()

export interface CopyOutcome {
  readonly said?: string
  readonly error?: StatementError
  /** The person chose no file. */
  readonly isLeft?: boolean
}

export async function copyTable(
  copy: Copy,
  statement: string,
  ask: AskPage,
  signal: AbortSignal,
): Promise<CopyOutcome> {
  try {
    return copy.way === 'to'
      ? await tableToFile(copy, ask, signal)
      : await fileToTable(copy, statement, ask, signal)
  } catch (failure) {
    if (isCancelled(failure) || signal.aborted) return { said: t('query.copyCancelledTo') }
    return { error: errorOf(failure, statement) }
  } finally {
    progress.value = undefined
  }
}

async function tableToFile(copy: Copy, ask: AskPage, signal: AbortSignal): Promise<CopyOutcome> {
  const started = performance.now()
  const parts: string[] = []
  let [part, size] = ['', 0]
  const most = copy.file === undefined ? SHOWN_CHARS_MAX : FILE_CHARS_MAX
  const write = (line: string) => {
    size += line.length + 1
    if (size > most)
      throw new LabError('copy-too-large', { kind: 'data', params: { characters: most } })
    part += `${line}\n`
    if (part.length < PART_CHARS) return
    parts.push(part)
    part = ''
  }
  progress.value = { rows: 0 }
  const rows = await copyOut(ask, copy, {
    ...{ signal, begin: () => {}, write },
    moved: done => (progress.value = { rows: done }),
  })
  if (signal.aborted) return { said: t('query.copyCancelledTo') }
  if (copy.file === undefined) return { said: [...parts, part].join('') }
  const name = copy.file.replace(/^.*[\\/]/, '')
  saveText(name, [...parts, part], 'text/csv')
  return { said: t('query.copiedTo', { ...counted(rows), name, ...took(started) }) }
}

async function fileToTable(
  copy: Copy,
  statement: string,
  ask: AskPage,
  signal: AbortSignal,
): Promise<CopyOutcome> {
  const file = await askFile(statement, copy.file ?? '', signal)
  if (file === undefined) return { said: t('query.fileNotChosen'), isLeft: true }
  const started = performance.now()
  let bytes = 0
  const parts = textOf(file, size => (bytes += size))
  progress.value = { rows: 0, share: 0 }
  const { rows, failures, gaveUp } = await copyIn(ask, copy, parts, {
    signal,
    begin: () => {},
    moved: done => (progress.value = { rows: done, share: bytes / Math.max(1, file.size) }),
  })
  const real = failures.filter(({ error }) => !isCancelled(error))
  const shown = real.slice(0, FAILURES_SHOWN).map(({ row, error }) => {
    const { what, todo } = errorWords(error)
    return t('query.copyFailedRow', { n: formatNumber(row), why: `${what} ${todo}`.trim() })
  })
  const sums = signal.aborted
    ? t('query.copyCancelledFrom', counted(rows))
    : t('query.copiedFrom', { ...counted(rows), name: file.name, ...took(started) })
  const failed = real.length === 0 ? [] : [t('query.copyFailed', { n: real.length }), ...shown]
  const rest = gaveUp ? [t('query.copyGaveUp', { name: file.name })] : []
  return { said: [sums, ...failed, ...rest].join('\n') }
}

async function* textOf(file: File, read: (bytes: number) => void): AsyncGenerator<string> {
  const reader = file.stream().getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      read(value.byteLength)
      yield decoder.decode(value, { stream: true })
    }
    yield decoder.decode()
  } finally {
    // A COPY that ends before the file does lets go of it.
    await reader.cancel()
  }
}

const counted = (rows: number) => ({ n: rows })
const took = (started: number) => ({ time: formatLength(performance.now() - started) })
