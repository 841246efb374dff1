// Rows as mails: texts filled in, addresses checked, rows to the same addresses gathered. What a row
// puts into a header is one line and an address is one address, so that no row can add recipients or
// headers.
import { LabError } from '@shared/errors'
import type { Row, StructType } from '@shared/expr'
import { compileTemplate, type Template } from '../../text/template'
import type { Config } from './config'

export const SUBJECT_CHARS_MAX = 250
/** Of the whole text. Mail servers take 10 MB and more; people read less. */
export const TEXT_CHARS_MAX = 100_000
const ADDRESS_CHARS_MAX = 254
/** Without quotes, comments and lists: what mail providers give to people. */
const ADDRESS =
  /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,251}[\p{L}\p{N}])?$/u

export interface Letter {
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  readonly rows: readonly Row[]
}

export interface LetterShape {
  readonly to: readonly Template[]
  readonly subject: Template
  readonly text: Template
}

export function letterShape(settings: Config, row: StructType, zone: string): LetterShape {
  const compiled = (text: string) => compileTemplate(text, row, zone)
  return {
    to: settings.to.map(compiled),
    subject: compiled(settings.subject),
    text: compiled(settings.text),
  }
}

/** Throws when the row cannot be in a mail. */
export function letterOf({ to, subject, text }: LetterShape, row: Row): Letter {
  const letter = {
    to: [...new Set(to.map(one => addressed(one.fill(row))))],
    subject: cut(oneLine('subject', subject.fill(row))),
    text: text.fill(row),
    rows: [row],
  }
  if (letter.text.length > TEXT_CHARS_MAX)
    throw refused('mail-too-large', { chars: letter.text.length, max: TEXT_CHARS_MAX })
  return letter
}

function addressed(text: string): string {
  const address = oneLine('to', text).trim()
  if (address.length > ADDRESS_CHARS_MAX || !ADDRESS.test(address))
    throw refused('mail-address', { address: cut(address) })
  return address
}

function oneLine(header: string, text: string): string {
  if (/\p{Cc}/u.test(text)) throw refused('mail-header-lines', { header })
  return text
}

const cut = (text: string) =>
  text.length > SUBJECT_CHARS_MAX ? `${text.slice(0, SUBJECT_CHARS_MAX - 1)}…` : text

const refused = (code: string, params: Readonly<Record<string, string | number>>) =>
  new LabError(code, { kind: 'data', params })

/** Those to the same addresses in one, in the order of their first rows; the first gives the subject. */
export function gather(letters: readonly Letter[], rowsPerMail: number): Letter[] {
  if (rowsPerMail === 1) return [...letters]
  const gathered: Letter[] = []
  const open = new Map<string, number>()
  for (const letter of letters) {
    const key = letter.to.join('\n')
    const place = open.get(key)
    const before = place === undefined ? undefined : gathered[place]
    const text = before && `${before.text}\n${letter.text}`
    if (
      place !== undefined &&
      before &&
      text !== undefined &&
      before.rows.length < rowsPerMail &&
      text.length <= TEXT_CHARS_MAX
    )
      gathered[place] = { ...before, text, rows: [...before.rows, ...letter.rows] }
    else {
      open.set(key, gathered.length)
      gathered.push(letter)
    }
  }
  return gathered
}
