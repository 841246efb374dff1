// Turns the words after `sluice` into a verb and its checked options. The verb's schema decides
// which options take a value, so nothing is declared twice. The forms are those of POSIX: `--name
// value`, `--name=value`, `--no-name` for an option that is on by default, `-x value`; `--` ends
// the options.
import { LabError } from '@shared/errors'
import { cliExpected } from '@shared/text/ui/cli-help'
import { say } from '@shared/text/ui/words'
import type { Language } from '@shared/lab'
import type { Verb } from '../verb'
import { flagsOf, type Flag } from './flags'
import { nearest } from './nearest'

/** The verb that the first words name, and the words that are left. */
export function findVerb(
  verbs: readonly Verb[],
  words: readonly string[],
): { verb: Verb; rest: readonly string[] } {
  const [first = '', second = ''] = words
  const exact = verbs.find(v => v.name === `${first} ${second}`)
  if (exact) return { verb: exact, rest: words.slice(2) }
  const single = verbs.find(v => v.name === first)
  if (single) return { verb: single, rest: words.slice(1) }
  const family = verbs.filter(v => v.name.startsWith(`${first} `))
  const fallback = family.find(v => v.isDefault)
  if (fallback && (second === '' || second.startsWith('-')))
    return { verb: fallback, rest: words.slice(1) }
  const known = family.length > 0 ? family.map(v => v.name) : verbs.map(v => v.name)
  const given = family.length > 0 ? `${first} ${second}`.trim() : first
  const guess = nearest(
    given,
    family.length > 0 ? known : [...new Set(known.map(name => name.split(' ')[0]!))],
  )
  throw guess
    ? new LabError('cli-verb-guess', { kind: 'usage', params: { given, guess } })
    : new LabError('cli-verb-unknown', { kind: 'usage', params: { given } })
}

export function parseArgs(
  verb: Verb,
  words: readonly string[],
  language: Language,
): Record<string, unknown> {
  const flags = flagsOf(verb)
  const raw = readWords(verb, flags, words)
  const checked = verb.options.safeParse(raw)
  if (checked.success) return raw
  const issue = checked.error.issues[0]!
  const flag = flags.find(f => f.key === issue.path[0])
  if (!flag)
    throw new LabError('cli-option-unknown', {
      kind: 'usage',
      params: { verb: verb.name, given: String(issue.path[0]) },
    })
  const given = raw[flag.key]
  if (given === undefined) {
    const missing = flag.place === undefined ? `--${flag.name}` : (flag.value ?? flag.name)
    throw new LabError('cli-option-missing', {
      kind: 'usage',
      params: { verb: verb.name, option: missing },
    })
  }
  const value = Array.isArray(given)
    ? String(given[Number(issue.path[1] ?? 0)] ?? given[0])
    : String(given)
  const expected = say(cliExpected[flag.expected ?? 'text'], language, {
    choices: flag.choices.join(', '),
  })
  const option = flag.place === undefined ? `--${flag.name}` : (flag.value ?? flag.name)
  throw new LabError('cli-option-invalid', {
    kind: 'usage',
    params: { verb: verb.name, option, value, expected, field: flag.key },
  })
}

function readWords(
  verb: Verb,
  flags: readonly Flag[],
  words: readonly string[],
): Record<string, unknown> {
  const raw: Record<string, unknown> = {}
  const loose: string[] = []
  const set = (flag: Flag, value: string | boolean) => {
    if (flag.kind !== 'list') raw[flag.key] = value
    else raw[flag.key] = [...((raw[flag.key] as string[] | undefined) ?? []), String(value)]
  }
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    if (word === '--') {
      loose.push(...words.slice(at + 1))
      break
    }
    if (!word.startsWith('-') || word === '-') {
      loose.push(word)
      continue
    }
    const equals = word.startsWith('--') ? word.indexOf('=') : -1
    const name = equals < 0 ? word : word.slice(0, equals)
    const negated = name.startsWith('--no-')
      ? flags.find(f => f.kind === 'switch' && `--no-${f.name}` === name)
      : undefined
    const flag =
      negated ??
      flags.find(f => `--${f.name}` === name || (f.short !== undefined && `-${f.short}` === name))
    if (!flag) throw unknownOption(verb, flags, name)
    if (flag.kind === 'switch') {
      if (equals >= 0)
        throw new LabError('cli-option-no-value', {
          kind: 'usage',
          params: { verb: verb.name, option: name },
        })
      set(flag, !negated)
      continue
    }
    const value = equals >= 0 ? word.slice(equals + 1) : words[++at]
    if (value === undefined)
      throw new LabError('cli-option-needs-value', {
        kind: 'usage',
        params: { verb: verb.name, option: `${name} ${flag.value ?? ''}`.trim() },
      })
    set(flag, value)
  }
  placeLoose(verb, flags, loose, set)
  return raw
}

function placeLoose(
  verb: Verb,
  flags: readonly Flag[],
  loose: readonly string[],
  set: (flag: Flag, value: string) => void,
): void {
  const places = flags.filter(f => f.place !== undefined).sort((a, b) => a.place! - b.place!)
  loose.forEach((word, at) => {
    const last = places.at(-1)
    const place = places[at] ?? (last?.kind === 'list' ? last : undefined)
    if (!place)
      throw new LabError('cli-too-many-words', {
        kind: 'usage',
        params: { verb: verb.name, given: word },
      })
    set(place, word)
  })
}

function unknownOption(verb: Verb, flags: readonly Flag[], given: string): LabError {
  const guess = nearest(
    given,
    flags.map(f => (f.kind === 'switch' && f.isOn ? `--no-${f.name}` : `--${f.name}`)),
  )
  return guess
    ? new LabError('cli-option-guess', { kind: 'usage', params: { verb: verb.name, given, guess } })
    : new LabError('cli-option-unknown', { kind: 'usage', params: { verb: verb.name, given } })
}
