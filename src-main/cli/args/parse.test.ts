import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { LabError } from '@shared/errors'
import {
  address,
  choice,
  count,
  duration,
  flag,
  flagOn,
  index,
  pairs,
  port,
  rate,
  startPosition,
  text,
  texts,
} from '../options'
import { defineVerb } from '../verb'
import { findVerb, parseArgs } from './parse'

const verb = defineVerb({
  name: 'try',
  options: z.strictObject({
    topic: text('TOPIC'),
    more: z.array(z.string()).default([]).meta({ value: 'MORE…' }),
    kafkaPort: port().optional(),
    ui: flagOn(),
    internal: flag(),
    header: pairs('NAME=VALUE'),
    value: texts('TEXT'),
    execute: text('TEXT', 'e').optional(),
    events: count().optional(),
    at: index().optional(),
    for: duration().optional(),
    rate: rate().optional(),
    kafka: address().optional(),
    to: choice(['earliest', 'latest']).default('latest'),
    from: startPosition().optional(),
  }),
  places: ['topic', 'more'],
  run: async () => {},
})

const parse = (...words: string[]) => verb.options.parse(parseArgs(verb, words, 'en'))
function failure(...words: string[]) {
  try {
    parse(...words)
  } catch (error) {
    if (error instanceof LabError) return { code: error.code, ...error.params }
    throw error
  }
  throw new Error('it was accepted')
}

describe('parseArgs', () => {
  it('reads words by place, values in both manners, switches, short names and lists', () => {
    expect(
      parse(
        'orders',
        '--kafka-port',
        '0',
        '--events=5',
        '--no-ui',
        '-e',
        'SELECT 1',
        '--header',
        'a=1',
        '--header',
        'b=x=y',
      ),
    ).toMatchObject({
      topic: 'orders',
      kafkaPort: 0,
      events: 5,
      ui: false,
      execute: 'SELECT 1',
      header: { a: '1', b: 'x=y' },
    })
  })

  it('fills in what was not said', () => {
    expect(parse('orders')).toEqual({
      topic: 'orders',
      more: [],
      ui: true,
      internal: false,
      header: {},
      value: [],
      to: 'latest',
    })
  })

  it('gives a last place all that is left, and takes everything after -- as it is', () => {
    expect(parse('a', 'b', '--', '--internal', '-')).toMatchObject({
      topic: 'a',
      more: ['b', '--internal', '-'],
      internal: false,
    })
  })

  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
    ['7', 7000],
  ])('reads the time %s', (given, ms) => expect(parse('t', '--for', given).for).toBe(ms))

  it.each([
    ['max', 'max'],
    ['0.5', 0.5],
    ['1000', 1000],
  ])('reads the rate %s', (given, value) => expect(parse('t', '--rate', given).rate).toBe(value))

  it('reads places in a topic', () => {
    expect(parse('t', '--from', 'earliest').from).toBe('earliest')
    expect(parse('t', '--from', '12').from).toEqual({ offset: 12 })
    expect(parse('t', '--from', '2026-01-31T12:00:00Z').from).toEqual({
      timeMs: Date.UTC(2026, 0, 31, 12),
    })
  })

  it.each(['localhost:9092', '[::1]:9092', 'a:1,b:2', '10.0.0.1:65535'])(
    'takes the address %s',
    given => expect(parse('t', '--kafka', given).kafka).toBe(given),
  )

  it.each([
    [['t', '--kafka-port', '70000'], 'cli-option-invalid', '--kafka-port'],
    [['t', '--kafka-port', '-1'], 'cli-option-invalid', '--kafka-port'],
    [['t', '--kafka-port', '9e3'], 'cli-option-invalid', '--kafka-port'],
    [['t', '--events', '0'], 'cli-option-invalid', '--events'],
    [['t', '--events', 'many'], 'cli-option-invalid', '--events'],
    [['t', '--for', '30 s'], 'cli-option-invalid', '--for'],
    [['t', '--for', '0'], 'cli-option-invalid', '--for'],
    [['t', '--rate', 'fast'], 'cli-option-invalid', '--rate'],
    [['t', '--kafka', 'localhost'], 'cli-option-invalid', '--kafka'],
    [['t', '--kafka', 'localhost:99999'], 'cli-option-invalid', '--kafka'],
    [['t', '--kafka', 'http://x:1'], 'cli-option-invalid', '--kafka'],
    [['t', '--to', 'middle'], 'cli-option-invalid', '--to'],
    [['t', '--from', 'yesterday'], 'cli-option-invalid', '--from'],
    [['t', '--header', 'novalue'], 'cli-option-invalid', '--header'],
    [['t', '--events'], 'cli-option-needs-value', '--events N'],
    [['t', '--internal=yes'], 'cli-option-no-value', '--internal'],
    [[], 'cli-option-missing', 'TOPIC'],
    [['', 'x'], 'cli-option-invalid', 'TOPIC'],
  ])('refuses %j by name', (words, code, option) =>
    expect(failure(...words)).toMatchObject({ code, option }),
  )

  it('says what a value should have been', () => {
    expect(failure('t', '--to', 'middle')).toMatchObject({
      expected: 'one of earliest, latest',
      value: 'middle',
    })
  })

  it('guesses what a mistyped option meant', () => {
    expect(failure('t', '--event', '5')).toMatchObject({
      code: 'cli-option-guess',
      guess: '--events',
    })
    expect(failure('t', '--nonsense', '5')).toMatchObject({
      code: 'cli-option-unknown',
      given: '--nonsense',
    })
  })

  it('refuses a word too many where no list takes it', () => {
    const narrow = defineVerb({
      name: 'one',
      options: z.strictObject({ a: text('A') }),
      places: ['a'],
      run: async () => {},
    })
    expect(() => parseArgs(narrow, ['x', 'y'], 'en')).toThrow(/cli-too-many-words/)
  })
})

describe('findVerb', () => {
  const named = (name: string, isDefault = false) =>
    defineVerb({ name, isDefault, options: z.strictObject({}), run: async () => {} })
  const verbs = [named('run'), named('topics list', true), named('topics create')]
  const find = (...words: string[]) => findVerb(verbs, words)

  it('finds verbs of one and of two words, and the default of a family', () => {
    expect(find('run', 'x')).toMatchObject({ verb: { name: 'run' }, rest: ['x'] })
    expect(find('topics', 'create', 'x')).toMatchObject({
      verb: { name: 'topics create' },
      rest: ['x'],
    })
    expect(find('topics')).toMatchObject({ verb: { name: 'topics list' }, rest: [] })
    expect(find('topics', '--json')).toMatchObject({
      verb: { name: 'topics list' },
      rest: ['--json'],
    })
  })

  it('guesses what a mistyped verb meant', () => {
    expect(() => find('rum')).toThrow(/cli-verb-guess.*"guess":"run"/)
    expect(() => find('topics', 'creat')).toThrow(/cli-verb-guess.*"guess":"topics create"/)
    expect(() => find('banana')).toThrow(/cli-verb-unknown/)
  })
})
