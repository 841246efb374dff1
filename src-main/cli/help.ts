// Prints help pages from the verbs' descriptors and the words of src-shared/text/ui.
import type { Language } from '@shared/lab'
import { cli } from '@shared/text/ui/cli'
import { cliOptions, cliVerbs } from '@shared/text/ui/cli-help'
import { say, type Phrases } from '@shared/text/ui/words'
import { flagsOf, type Flag } from './args/flags'
import { exitCodes } from './exit-code'
import { padRight, widthOf } from '@shared/printed'
import type { Verb } from './verb'

const LINE_COLUMNS_MAX = 100
const optionWords: Readonly<Record<string, Phrases>> = cliOptions
const verbWords: Readonly<Record<string, Phrases>> = cliVerbs
const messages: Readonly<Record<string, Phrases>> = cli

export function summaryOf(verb: Verb, language: Language): string {
  const phrases = verbWords[verb.name]
  return phrases ? say(phrases, language) : ''
}

export function optionHelp(verb: Verb, flag: Pick<Flag, 'key'>, language: Language): string {
  const phrases = optionWords[`${verb.name} ${flag.key}`] ?? optionWords[flag.key]
  return phrases ? say(phrases, language) : ''
}

export function generalHelp(
  verbs: readonly Verb[],
  version: string,
  language: Language,
  columns: number,
): string {
  const rows = verbs.map(verb => [usageWords(verb), summaryOf(verb, language)] as const)
  return [
    `Sluice ${version}`,
    '',
    `${say(cli.usage, language)}: sluice ${say(cli.verb, language)} [--json] [--lang en|pt-BR|es]`,
    '',
    `${say(cli.verbs, language)}:`,
    ...twoColumns(rows, columns),
    '',
    say(cli.moreHelp, language),
    '',
    ...exitCodeHelp(language, columns),
    '',
  ].join('\n')
}

export function verbHelp(verb: Verb, language: Language, columns: number): string {
  const flags = flagsOf(verb)
  const rows = flags.map(flag => [flagWords(flag), explained(verb, flag, language)] as const)
  const common = [
    ['--json', say(cliOptions.json, language)],
    ['--lang en|pt-BR|es', say(cliOptions.lang, language)],
    ['-h, --help', say(cliOptions.help, language)],
  ] as const
  const reaches = flags.some(f => f.key === 'kafka' || f.key === 'cql') && verb.name !== 'run'
  return [
    `${say(cli.usage, language)}: sluice ${usageWords(verb)} [${say(cli.options, language).toLowerCase()}]`,
    '',
    ...wrap(summaryOf(verb, language), Math.min(columns, LINE_COLUMNS_MAX)),
    '',
    `${say(cli.options, language)}:`,
    ...twoColumns([...rows, ...common], columns),
    ...(reaches
      ? ['', ...wrap(say(cli.reachNote, language), Math.min(columns, LINE_COLUMNS_MAX))]
      : []),
    ...(verb.examples.length > 0
      ? ['', `${say(cli.examples, language)}:`, ...verb.examples.map(line => `  sluice ${line}`)]
      : []),
    '',
  ].join('\n')
}

function usageWords(verb: Verb): string {
  const flags = flagsOf(verb)
  const places = verb.places.map(key => {
    const flag = flags.find(f => f.key === key)
    const name = flag?.value ?? key.toUpperCase()
    return flag?.required ? name : `[${name}]`
  })
  return [verb.name, ...places].join(' ')
}

function flagWords(flag: Flag): string {
  if (flag.place !== undefined) return flag.value ?? flag.name.toUpperCase()
  const long = flag.kind === 'switch' && flag.isOn ? `--no-${flag.name}` : `--${flag.name}`
  return `${flag.short ? `-${flag.short}, ` : ''}${long}${flag.kind === 'switch' ? '' : ` ${flag.value ?? 'TEXT'}`}`
}

function explained(verb: Verb, flag: Flag, language: Language): string {
  const extra = [
    ...(flag.fallback === undefined ? [] : [say(cli.fallback, language, { value: flag.fallback })]),
    ...(flag.kind === 'list' ? [say(cli.repeatable, language)] : []),
  ]
  return `${optionHelp(verb, flag, language)}${extra.length > 0 ? ` (${extra.join('; ')})` : ''}`
}

function exitCodeHelp(language: Language, columns: number): string[] {
  const rows = exitCodes.map(
    code => [String(code), say(messages[`exit${code}`]!, language)] as const,
  )
  return [`${say(cli.exitCodes, language)}:`, ...twoColumns(rows, columns)]
}

function twoColumns(rows: readonly (readonly [string, string])[], columns: number): string[] {
  const left = rows.reduce((widest, [name]) => Math.max(widest, widthOf(name)), 0)
  const right = Math.max(30, Math.min(columns, LINE_COLUMNS_MAX) - left - 4)
  return rows.flatMap(([name, words]) =>
    wrap(words, right).map((line, at) =>
      `  ${padRight(at === 0 ? name : '', left)}  ${line}`.trimEnd(),
    ),
  )
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!
    if (last !== '' && widthOf(last) + 1 + widthOf(word) > width) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines
}
