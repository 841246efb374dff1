// The parity sheet: what was compared with which versions and seeds, and every row that differs, as
// JSON for programs and as a page for people.
import type { OutsideFacts } from '@shared/contract'
import { parity as words } from '@shared/text/ui/parity'
import type { Phrases, PlaceValue } from '@shared/text/ui/words'
import type { Difference, Row, TableParity } from './compare'

export interface SeedParity {
  readonly seed: number
  /** Equal on both sides: they had the same events. */
  readonly fingerprint: string
  readonly sameEvents: boolean
  readonly secondsHere: number
  readonly secondsThere: number
  readonly tables: readonly TableParity[]
}

export interface Sheet {
  readonly lab: string
  readonly title: string
  readonly at: string
  readonly events: number
  readonly sluice: string
  readonly outside: OutsideFacts
  readonly seeds: readonly SeedParity[]
  readonly isEqual: boolean
}

type Say = (phrases: Phrases, places?: Readonly<Record<string, PlaceValue>>) => string

export const isEqual = (seeds: readonly SeedParity[]): boolean =>
  seeds.every(
    ({ sameEvents, tables }) =>
      sameEvents && tables.length > 0 && tables.every(table => table.differences.length === 0),
  )

/** A row of a table that differs in thousands says no more than the first ones. */
const SHOWN_MAX = 100

export function sheetHtml(sheet: Sheet, language: string, say: Say): string {
  const { lab, title, at, events, sluice, outside, seeds } = sheet
  const verdict = say(sheet.isEqual ? words.equal : words.different)
  const facts = say(words.facts, {
    events,
    sluice,
    spark: outside.version,
    master: outside.master,
    at,
  })
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<title>${safe(say(words.title, { lab: title }))}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
table { border-collapse: collapse; margin: .5rem 0 1.5rem; width: 100% }
td, th { border-bottom: 1px solid #ccd; padding: .3rem .6rem; text-align: left }
.n { text-align: right } .bad { color: #b00020 } .ok { color: #0a7040 }
td code { white-space: pre-wrap }
</style>
<h1>${safe(say(words.title, { lab: title }))} <small><code>${safe(lab)}</code></small></h1>
<p class="${sheet.isEqual ? 'ok' : 'bad'}"><b>${safe(verdict)}</b></p>
<p>${safe(facts)}</p>
${seeds.map(seed => seedHtml(seed, say)).join('\n')}
</html>
`
}

function seedHtml(parity: SeedParity, say: Say): string {
  const { seed, sameEvents, secondsHere, secondsThere, tables } = parity
  const heads = [words.table, words.compared, words.equalRows, words.differentRows, words.leftOut]
  const rows = tables.map(
    ({ table, compared, equal, differences, leftOut }) =>
      `<tr><td><code>${safe(table)}</code></td><td class="n">${compared}</td><td class="n">${equal}` +
      `</td><td class="n ${differences.length > 0 ? 'bad' : 'ok'}">${differences.length}</td>` +
      `<td>${safe(leftOut.join(', '))}</td></tr>`,
  )
  const other = sameEvents ? '' : `<p class="bad">${safe(say(words.otherEvents))}</p>`
  return `<h2>${safe(say(words.seed, { seed }))}</h2>
<p>${safe(say(words.times, { here: secondsHere, there: secondsThere }))}</p>${other}
<table><tr>${heads.map(head => `<th>${safe(say(head))}</th>`).join('')}</tr>${rows.join('')}</table>
${tables.map(table => differencesHtml(table, say)).join('')}`
}

function differencesHtml({ table, differences }: TableParity, say: Say): string {
  if (differences.length === 0) return ''
  const heads = [words.here, words.there, words.columns].map(head => `<th>${safe(say(head))}</th>`)
  const rows = differences.slice(0, SHOWN_MAX).map(differenceHtml)
  return `<h3 class="bad"><code>${safe(table)}</code></h3>
<table><tr>${heads.join('')}</tr>${rows.join('')}</table>`
}

const differenceHtml = ({ here, there, columns }: Difference): string =>
  `<tr><td><code>${rowText(here)}</code></td><td><code>${rowText(there)}</code></td>` +
  `<td>${safe(columns.join(', '))}</td></tr>`

const rowText = (row: Row | undefined) => (row === undefined ? '–' : safe(JSON.stringify(row)))

const safe = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
