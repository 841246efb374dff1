// Prints a run for people: the moving line, the tables at the end, and last whether the ledger adds
// up.
import type { RunResult, RunSummary } from '@shared/contract'
import { JOIN_TERMS, LEDGER_TERMS, sumOf } from '@shared/figures'
import { FAULT_NAMES } from '@shared/lab'
import { intakeLine } from '@shared/text/intake-lines'
import { rateText } from '@shared/text/numbers'
import { cli } from '@shared/text/ui/cli'
import { faults } from '@shared/text/ui/faults'
import { figures } from '@shared/text/ui/figures'
import { frame } from '@shared/text/ui/frame'
import { formatTable } from '../print/table'
import type { VerbContext } from '../verb'

const ROWS_MAX = 50

const STATES = {
  starting: frame.stateStarting,
  running: frame.stateRunning,
  paused: frame.statePaused,
  stopping: frame.stateStopping,
  stopped: frame.stateStopped,
  finished: frame.stateFinished,
  failed: frame.stateFailed,
  halted: frame.stateHalted,
} as const

export const stateWord = (state: RunSummary['state'], { say }: VerbContext) => say(STATES[state])

export function progressLine(summary: RunSummary, { say, language }: VerbContext): string {
  const { arrived, expected } = summary.ledger
  const places = {
    state: say(STATES[summary.state]),
    arrived,
    expected,
    rate: rateText(summary.eventsPerSecond, language),
  }
  return `${say(expected > 0 ? cli.progress : cli.progressOpen, places)}  (${say(cli.ctrlC)})`
}

export function resultText(lab: string, result: RunResult, { say, language }: VerbContext): string {
  const right = 'right' as const
  const anyDoubled = Object.values(result.nodes).some(n => n.doubled !== undefined)
  const nodes = formatTable(
    [
      { title: say(cli.colNode) },
      { title: say(cli.colIn), align: right },
      { title: say(cli.colOut), align: right },
      { title: say(cli.colErrors), align: right },
      ...(anyDoubled ? [{ title: say(cli.colDoubled), align: right }] : []),
    ],
    Object.entries(result.nodes).map(([id, n]) => {
      const counts = [n.in, n.out, n.errors, ...(anyDoubled ? [n.doubled ?? 0] : [])]
      return [id, ...counts.map(String)]
    }),
  )
  const tables = Object.entries(result.tables).map(([name, rows]) => {
    const more =
      rows.length > ROWS_MAX ? `${say(cli.moreRows, { n: rows.length - ROWS_MAX })}\n` : ''
    const shown = rows.slice(0, ROWS_MAX)
    const cut = cutText(name, rows.length, result, say)
    return `${say(cli.tableRows, { table: name, n: rows.length })}\n${reportsText(shown) ?? rowsText(shown)}${more}${cut}`
  })
  const seconds = Math.round(result.seconds * 100) / 100
  const made = Object.values(result.nodes).reduce(
    (sum, node) => sum + (node.in === 0 ? node.out : 0),
    0,
  )
  const { before } = result
  const done = say(before === 0 ? cli.runDone : made <= before ? cli.runWasDone : cli.runWentOn, {
    lab,
    arrived: made - before,
    before,
    seconds,
    rate: rateText(result.eventsPerSecond, language),
    fingerprint: result.fingerprint,
  })
  const { deletedUnread: n = 0 } = result.ledger
  const deleted = n > 0 ? [say(cli.runDeleted, { n })] : []
  const books = [
    ...[sumText(result, say), say(cli.runLedger, booksOf(result))],
    ...[...deleted, ...faultsText(result, say), ...joinsText(result, say)],
    ...[...timersText(result, say), ...schemasText(result, say)],
    ...(result.ledger.intakes ?? []).map(each => intakeLine(each, language)),
  ]
  return [done, '', nodes, ...tables, ...books].join('\n')
}

/** `5 expected = 5 arrived + 0 on the way + …`: anyone can check it. */
function sumText({ ledger }: RunResult, say: VerbContext['say']): string {
  const sum = sumOf(ledger)
  const term = (part: keyof typeof sum) => `${sum[part]} ${say(figures[part]).toLowerCase()}`
  return [term('expected'), ...LEDGER_TERMS.flatMap(({ part, sign }) => [sign, term(part)])].join(
    ' ',
  )
}

/** `pair, input 1: 5 read = 3 matched + …` */
function joinsText({ ledger: { joins = [] } }: RunResult, say: VerbContext['say']): string[] {
  return joins.map(({ node, input, read, ...counts }) => {
    const terms = JOIN_TERMS.map(part => `${counts[part]} ${say(figures[part]).toLowerCase()}`)
    const whose = say(figures.joinInput, { node, n: input + 1 })
    return `${whose}: ${read} ${say(figures.joinRead).toLowerCase()} = ${terms.join(' + ')}`
  })
}

/** `unpaid: 3 timers wait, 12 went off, 12 keys forgotten`. */
function timersText({ ledger: { timers = [] } }: RunResult, say: VerbContext['say']): string[] {
  return timers.map(({ node, waiting, wentOff, forgot }) =>
    say(figures.timerLine, { node, waiting, wentOff, forgot }),
  )
}

/** `parse, schema 7: 120 records, the first at partition 0, offset 40`. */
function schemasText({ ledger: { schemas = [] } }: RunResult, say: VerbContext['say']): string[] {
  return schemas.map(({ node, id, records: n, partition, offset }) =>
    say(figures.schemaLine, { node, id, n, partition, offset }),
  )
}

/** `Made on purpose: 20 late, 3 dropped`. */
function faultsText(
  { ledger: { faults: made = {} } }: RunResult,
  say: VerbContext['say'],
): string[] {
  const counts = FAULT_NAMES.flatMap(name =>
    made[name] === undefined ? [] : [`${made[name]} ${say(faults[name]).toLowerCase()}`],
  )
  return counts.length === 0 ? [] : [`${say(faults.onPurpose)}: ${counts.join(', ')}`]
}

function cutText(
  table: string,
  n: number,
  { cut = {} }: RunResult,
  say: VerbContext['say'],
): string {
  if (!Object.hasOwn(cut, table)) return ''
  const all = cut[table]
  return `${typeof all === 'number' ? say(cli.rowsCut, { table, n, all }) : say(cli.rowsCutSomewhere, { table, n })}\n`
}

const booksOf = ({
  ledger: { arrived, expected, lost, doubled, deadLetters: dead },
}: RunResult) => ({
  arrived,
  expected,
  lost,
  doubled,
  dead,
})

/** Text reports are printed as they are in their files. */
function reportsText(rows: readonly Readonly<Record<string, unknown>>[]): string | undefined {
  const texts = rows.flatMap(({ file, text }) =>
    typeof file === 'string' && typeof text === 'string' ? [`${file}\n${text}`] : [],
  )
  return rows.length > 0 && texts.length === rows.length ? `${texts.join('\n')}\n` : undefined
}

function rowsText(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const names = [...new Set(rows.flatMap(row => Object.keys(row)))]
  const columns = names.map(title => ({
    title,
    align: rows.some(row => typeof row[title] === 'number')
      ? ('right' as const)
      : ('left' as const),
  }))
  return formatTable(
    columns,
    rows.map(row => names.map(name => cellText(row[name]))),
  )
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
