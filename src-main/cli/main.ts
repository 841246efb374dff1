// The entry of the command line: words → verb → options → run → exit code. Every failure on the way
// ends in two sentences.
import { LabError } from '@shared/errors'
import { cli } from '@shared/text/ui/cli'
import { say } from '@shared/text/ui/words'
import { findVerb, parseArgs } from './args/parse'
import { EXIT_OK, EXIT_USAGE, exitCodeOf } from './exit-code'
import { reportFailure } from './failure'
import { generalHelp, verbHelp } from './help'
import { write, type CliIo } from './io'
import { languageFrom, speaks } from './language'
import type { CliParts } from './parts'
import { createPrinter } from './print/printer'
import { openSession, type Session } from './reach'
import type { Verb } from './verb'
import { verbs as allVerbs } from './verbs'

export interface CliRun {
  readonly words: readonly string[]
  readonly io: CliIo
  readonly parts: CliParts
  /** Aborted by Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal
  readonly verbs?: readonly Verb[]
}

export async function runCli({
  words,
  io,
  parts,
  signal,
  verbs = allVerbs,
}: CliRun): Promise<number> {
  const common = takeCommon(words)
  const language = languageFrom(common.lang, io.env)
  if (common.lang !== undefined && !speaks(common.lang)) {
    const params = { verb: '', option: '--lang', value: common.lang, expected: 'en, pt-BR, es' }
    return reportFailure(
      new LabError('cli-option-invalid', { kind: 'usage', params }),
      io,
      language,
      common.json,
    )
  }
  const sessions: Session[] = []
  const close = async () => {
    for (const session of sessions.splice(0).reverse()) await session.close()
  }
  try {
    const [first] = common.rest
    if (common.version) return await answer(io, parts.version)
    if (first === undefined || (first === 'help' && common.rest.length === 1)) {
      await write(
        common.help || first === 'help' ? io.stdout : io.stderr,
        generalHelp(verbs, parts.version, language, io.columns),
      )
      return common.help || first === 'help' ? EXIT_OK : EXIT_USAGE
    }
    const family =
      common.help && common.rest.length === 1
        ? verbs.filter(verb => verb.name.startsWith(`${first} `))
        : []
    if (family.length > 0)
      return await answer(io, generalHelp(family, parts.version, language, io.columns))
    const { verb, rest } = findVerb(verbs, first === 'help' ? common.rest.slice(1) : common.rest)
    if (common.help || first === 'help')
      return await answer(io, verbHelp(verb, language, io.columns))
    const code = await verb.run(parseArgs(verb, rest, language), {
      io,
      language,
      say: (phrases, places) => say(phrases, language, places),
      json: common.json,
      print: createPrinter(io, common.json),
      signal,
      parts,
      async open(reach) {
        const session = await openSession(parts, reach)
        sessions.push(session)
        return session
      },
    })
    await close()
    return code ?? EXIT_OK
  } catch (error) {
    await close().catch(() => {})
    // A person who pressed Ctrl-C needs no advice about it.
    if (signal.aborted && LabError.from(error).kind === 'cancelled' && !common.json) {
      await write(io.stderr, `${say(cli.interrupted, language)}\n`)
      return exitCodeOf('cancelled')
    }
    return reportFailure(error, io, language, common.json)
  }
}

async function answer(io: CliIo, text: string): Promise<number> {
  await write(io.stdout, text.endsWith('\n') ? text : `${text}\n`)
  return EXIT_OK
}

/** Options of every verb, wherever they stand before `--`. */
function takeCommon(words: readonly string[]) {
  const rest: string[] = []
  let json = false
  let help = false
  let version = false
  let lang: string | undefined
  const end = words.indexOf('--')
  const before = end < 0 ? words : words.slice(0, end)
  for (let at = 0; at < before.length; at++) {
    const word = before[at]!
    if (word === '--json') json = true
    else if (word === '--help' || word === '-h') help = true
    else if (word === '--version' && rest.length === 0) version = true
    else if (word === '--lang') lang = before[++at]
    else if (word.startsWith('--lang=')) lang = word.slice('--lang='.length)
    else rest.push(word)
  }
  return { json, help, version, lang, rest: end < 0 ? rest : [...rest, ...words.slice(end)] }
}
