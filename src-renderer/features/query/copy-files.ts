// COPY in the page: a table becomes a download, and a file that the person chooses becomes rows. It
// tells how far it is, and ends when it is cancelled.
import { shallowRef } from 'vue'
import { errorWords, isCancelled } from '@renderer/client'
import { formatLength, formatNumber, saveText, t } from '@renderer/ui'
import { copyIn, copyOut, type AskPage, type Copy } from '@shared/cql'
import { askFile } from './asks'
import { errorOf, type StatementError } from './statement-error'

const FAILURES_SHOWN = 5

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
  const lines: string[] = []
  progress.value = { rows: 0 }
  const rows = await copyOut(ask, copy, {
    signal,
    begin: () => {},
    write: line => void lines.push(`${line}\n`),
    moved: done => (progress.value = { rows: done }),
  })
  if (signal.aborted) return { said: t('query.copyCancelledTo') }
  if (copy.file === undefined) return { said: lines.join('') }
  const name = copy.file.replace(/^.*[\\/]/, '')
  saveText(name, lines, 'text/csv')
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
  const { rows, failures } = await copyIn(ask, copy, parts, {
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
  return { said: [sums, ...failed].join('\n') }
}

async function* textOf(file: File, read: (bytes: number) => void): AsyncGenerator<string> {
  const reader = file.stream().getReader()
  const decoder = new TextDecoder()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    read(value.byteLength)
    yield decoder.decode(value, { stream: true })
  }
  yield decoder.decode()
}

const counted = (rows: number) => ({ n: rows })
const took = (started: number) => ({ time: formatLength(performance.now() - started) })
