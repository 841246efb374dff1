// The parity sheet as a page for people: what was compared with which versions and seeds, and the rows
// that differ beside each other, with their reason.
import type {
  ParityRow,
  ParitySheet,
  RowDifference,
  SeedParity,
  TableParity,
} from '@shared/contract'
import type { Language } from '@shared/lab'
import { parity as words, settingsLine, verdictOf } from '@shared/text/ui/parity'
import { say as sayIn, type Phrases, type PlaceValue } from '@shared/text/ui/words'

type Say = (phrases: Phrases, places?: Readonly<Record<string, PlaceValue>>) => string

const NAMES = { spark: 'Spark', flink: 'Flink' } as const

export function sheetHtml(sheet: ParitySheet, language: Language): string {
  const say: Say = (phrases, places) => sayIn(phrases, language, places)
  const { lab, title, at, events, sluice, outside, seeds } = sheet
  const verdict = say(words[verdictOf(sheet)], { rules: sheet.rules.join(', ') })
  const facts = say(words.facts, {
    events,
    sluice,
    engine: NAMES[outside.engine],
    version: outside.version,
    master: outside.master,
    at,
  })
  const settings = settingsLine(sheet)
  const told = settings === '' ? '' : say(words.settings, { settings })
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
<p>${safe([facts, told].join(' ').trim())}</p>
${seeds.map(seed => seedHtml(seed, say)).join('\n')}
</html>
`
}

function seedHtml(parity: SeedParity, say: Say): string {
  const { seed, sameEvents, secondsHere, secondsThere, batches, tables } = parity
  const heads = [words.table, words.compared, words.equalRows, words.differentRows, words.leftOut]
  const rows = tables.map(
    ({ table, compared, equal, different, leftOut, rule }) =>
      `<tr><td><code>${safe(table)}</code></td><td class="n">${compared}</td><td class="n">${equal}` +
      `</td><td class="n ${different > 0 ? 'bad' : 'ok'}">${different}</td>` +
      `<td>${safe(rule === undefined ? leftOut.join(', ') : say(words.notCompared, { rule }))}</td></tr>`,
  )
  const cut = batches === undefined ? say(words.ownBatches) : say(words.sameBatches, { n: batches })
  const other = sameEvents ? '' : `<p class="bad">${safe(say(words.otherEvents))}</p>`
  return `<h2>${safe(say(words.seed, { seed }))}</h2>
<p>${safe(say(words.times, { here: secondsHere, there: secondsThere }))} ${safe(cut)}</p>${other}
<table><tr>${heads.map(head => `<th>${safe(say(head))}</th>`).join('')}</tr>${rows.join('')}</table>
${tables.map(table => differencesHtml(table, say)).join('')}`
}

function differencesHtml({ table, differences }: TableParity, say: Say): string {
  if (differences.length === 0) return ''
  const heads = [words.here, words.there, words.columns, words.reason]
    .map(head => `<th>${safe(say(head))}</th>`)
    .join('')
  const rows = differences.map(difference => differenceHtml(difference, say))
  return `<h3 class="bad"><code>${safe(table)}</code></h3>
<table><tr>${heads}</tr>${rows.join('')}</table>`
}

const differenceHtml = ({ here, there, columns, reason }: RowDifference, say: Say): string =>
  `<tr><td><code>${rowText(here)}</code></td><td><code>${rowText(there)}</code></td>` +
  `<td>${safe(columns.join(', '))}</td><td>${safe(say(words[`reason_${reason}`]))}</td></tr>`

const rowText = (row: ParityRow | undefined) =>
  row === undefined ? '–' : safe(JSON.stringify(row))

const safe = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
