// `sluice runs letters LAB` lists the dead letters of a run, or opens one with its reason in full and
// its bytes; `sluice runs resend LAB` sends their records again. A topic only grows, so what was sent
// cannot be taken back: `--check` says what would go.
import { z } from 'zod'
import type { DeadLetter, OpenDeadLetter, SendAgainResult } from '@shared/contract'
import { LabError } from '@shared/errors'
import { describeError } from '@shared/text'
import { cli } from '@shared/text/ui/cli'
import { exitCodeOf, EXIT_OK } from '../../exit-code'
import { readFileOf } from '../../files'
import { count, dataDir, flag, text } from '../../options'
import type { LabClient } from '../../parts'
import { printable } from '@shared/printed'
import { defineVerb, type VerbContext } from '../../verb'

const VALUE_SHOWN = 60

export const runsLetters = defineVerb({
  name: 'runs letters',
  options: z.strictObject({ lab: text('LAB'), letter: count().optional(), data: dataDir() }),
  places: ['lab'],
  examples: ['runs letters shop', 'runs letters shop --letter 3'],
  async run({ lab, letter, data }, context) {
    const { client } = await context.open({ needs: [], attach: true, data })
    if (letter === undefined) return list(client, lab, context)
    const opened = await client.runs.deadLetter({ lab, seq: letter })
    await context.print.one(opened, () => openedText(opened, context))
  },
})

export const runsResend = defineVerb({
  name: 'runs resend',
  options: z.strictObject({
    lab: text('LAB'),
    letter: count().optional(),
    all: flag(),
    value: text('TEXT').optional(),
    file: text('FILE').optional(),
    twice: flag(),
    check: flag(),
    data: dataDir(),
  }),
  places: ['lab'],
  examples: [
    `runs resend shop --letter 3 --value '{"id": 7, "total": 12.5}'`,
    'runs resend shop --all --check',
  ],
  async run({ lab, letter, all, value, file, twice, check, data }, context) {
    if (letter === undefined && !all) throw new LabError('cli-letter-which', { kind: 'usage' })
    if (letter !== undefined && all) clashes('--letter', '--all')
    if (value !== undefined && file !== undefined) clashes('--value', '--file')
    if (all && (value ?? file) !== undefined) clashes('--all', '--value')
    const mended = value ?? (file === undefined ? undefined : await readFileOf(file))
    const { client } = await context.open({ needs: [], attach: true, data })
    const wanted = letter === undefined ? await unsent(client, lab, twice) : [letter]
    if (check) return checked(client, lab, { wanted, twice }, context)
    if (wanted.length === 0) return context.print.notice(context.say(cli.noLetters))
    const letters = wanted.map(seq => ({ seq, ...(mended === undefined ? {} : { value: mended }) }))
    const result = await client.runs.sendAgain({ lab, letters, twice })
    await context.print.one(result, () => resultText(result, context))
    const [first] = result.refused
    return first ? exitCodeOf(first.reason.kind) : EXIT_OK
  },
})

function clashes(one: string, other: string): never {
  throw new LabError('cli-options-clash', { kind: 'usage', params: { one, other } })
}

async function list(client: LabClient, lab: string, context: VerbContext): Promise<void> {
  const { items } = await client.runs.deadLetters({ lab })
  const sent = new Map((await client.runs.sentAgain({ lab })).map(each => [each.seq, each]))
  const { print, say, language } = context
  await print.list(
    items.map(letter => ({ ...letter, sent: sent.get(letter.seq) })),
    [
      { title: '#', align: 'right', cell: ({ seq }) => String(seq) },
      { title: say(cli.colNode), cell: ({ node }) => node },
      { title: say(cli.colPlace), cell: placeOf },
      { title: say(cli.colReason), cell: ({ reason }) => describeError(reason, language).what },
      { title: say(cli.colValue), cell: ({ value }) => short(value) },
      {
        title: say(cli.colSentAgain),
        cell: ({ sent: to }) => (to ? `${to.topic} ${to.partition}@${to.offset}` : ''),
      },
    ],
    say(cli.noLetters),
  )
}

const placeOf = ({ partition, offset }: DeadLetter) =>
  offset === undefined ? '–' : `${partition ?? 0}@${offset}`

const short = (value: string) =>
  printable(value.length > VALUE_SHOWN ? `${value.slice(0, VALUE_SHOWN)}…` : value)

async function unsent(client: LabClient, lab: string, twice: boolean): Promise<number[]> {
  const { items } = await client.runs.deadLetters({ lab })
  const sent = new Set((await client.runs.sentAgain({ lab })).map(({ seq }) => seq))
  return items.flatMap(({ seq, offset }) =>
    offset !== undefined && (twice || !sent.has(seq)) ? [seq] : [],
  )
}

async function checked(
  client: LabClient,
  lab: string,
  { wanted, twice }: { readonly wanted: readonly number[]; readonly twice: boolean },
  { print, say }: VerbContext,
): Promise<void> {
  const would: { seq: number; topic?: string; lacks?: string }[] = []
  for (const seq of wanted) {
    const { topic, lacks, sent } = await client.runs.deadLetter({ lab, seq })
    would.push({ seq, topic, lacks: sent && !twice ? 'sent' : lacks })
  }
  const ready = would.filter(({ lacks }) => lacks === undefined)
  const topics = [...new Set(ready.flatMap(({ topic }) => topic ?? []))].join(', ')
  await print.one({ lab, check: true, letters: would }, () =>
    say(cli.wouldResend, { n: ready.length, topics, left: would.length - ready.length }),
  )
}

function openedText(opened: OpenDeadLetter, { say, language }: VerbContext): string {
  const { letter, topic, headers = [], hex, sizeBytes, lacks, sent } = opened
  const { what, todo } = describeError(letter.reason, language)
  const lines = [
    `${letter.node} · ${topic ?? ''} ${placeOf(letter)}`,
    `${what} ${todo}`.trim(),
    `${say(cli.labelCode)}: ${letter.reason.code}`,
    ...(letter.key === undefined ? [] : [`${say(cli.labelKey)}: ${printable(letter.key)}`]),
    ...headers.map(([name, value]) => printable(`${name}=${value}`)),
    '',
    printable(opened.value ?? letter.value),
    ...(hex === undefined ? [] : ['', `${sizeBytes} B: ${hex.match(/../g)?.join(' ') ?? ''}`]),
    ...(lacks === undefined ? [] : ['', say(lacks === 'gone' ? cli.letterGone : cli.letterIsRow)]),
    ...(sent === undefined ? [] : ['', say(cli.letterSent, { ...sent })]),
  ]
  return lines.join('\n')
}

function resultText({ sent, refused }: SendAgainResult, { say, language }: VerbContext): string {
  const lines = [
    ...sent.map(each => say(cli.letterSent, { ...each })),
    ...refused.map(({ reason }) => {
      const { what, todo } = describeError(reason, language)
      return `${what} ${todo}`
    }),
  ]
  return lines.join('\n')
}
