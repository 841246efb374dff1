// @faker-js/faker behind the generator's own randomness: each locale is one Faker whose randomizer
// reads the current event's stream, so results are a function of (seed, stream, seq) and nothing is
// reseeded per event. Its clock is the event's time. This folder is the only importer of
// @faker-js/faker; the locale's names are loaded when first asked for.
import type { Faker } from '@faker-js/faker'
import { BOOLEAN, DOUBLE, inferType, LONG, STRING, type DataType } from '@shared/expr'
import { Random } from './random'

export interface FakerSource {
  /** What the function gives, judged by samples. */
  readonly type: DataType
  call(args: readonly unknown[], random: Random, timeMs: number): unknown
}

/**
 * Modules whose functions make a value out of nothing; helpers and the like need functions as
 * arguments.
 */
const MODULES = [
  'airline',
  'animal',
  'book',
  'color',
  'commerce',
  'company',
  'database',
  'datatype',
  'date',
  'finance',
  'food',
  'git',
  'hacker',
  'image',
  'internet',
  'location',
  'lorem',
  'music',
  'number',
  'person',
  'phone',
  'science',
  'string',
  'system',
  'vehicle',
  'word',
] as const
/** They warn on every call. */
const DEPRECATED: readonly string[] = ['image.urlLoremFlickr']
/** Of the helpers only those that take plain texts. */
const HELPERS = [
  'fake',
  'fromRegExp',
  'replaceSymbols',
  'replaceCreditCardSymbols',
  'slugify',
  'mustache',
] as const
/** What needs arguments to make sense: the list of functions shows these, checks call them so. */
export const sampleArgs: Readonly<Record<string, readonly unknown[]>> = {
  'date.between': [{ from: '2024-01-01', to: '2024-12-31' }],
  'date.betweens': [{ from: '2024-01-01', to: '2024-12-31' }],
  'helpers.fake': ['{{person.firstName}}'],
  'helpers.fromRegExp': ['[A-Z]{3}-[0-9]{4}'],
  'helpers.replaceSymbols': ['##??'],
  'helpers.replaceCreditCardSymbols': ['6453-####-####-####-###L'],
  'helpers.slugify': ['Some Title'],
  'helpers.mustache': ['{{a}}', { a: 'x' }],
  'string.fromCharacters': ['abc', 5],
}

interface Loaded {
  readonly faker: Faker
  use(random: Random, timeMs: number): void
}
const loaded = new Map<string, Promise<Loaded | undefined>>()

/** Undefined when there is no such locale. `pt-BR` and `pt_BR` are the same. */
export function loadLocale(name: string): Promise<Loaded | undefined> {
  const locale = name.replace('-', '_')
  const known = loaded.get(locale)
  if (known) return known
  const loading = load(locale)
  loaded.set(locale, loading)
  return loading
}

async function load(locale: string): Promise<Loaded | undefined> {
  if (!/^[a-z]{2}(_[A-Z]{2}|_[A-Z]{2}_[a-z]+|_[a-z]+)?$/.test(locale)) return undefined
  const { Faker } = await import('@faker-js/faker')
  let definitions: ConstructorParameters<typeof Faker>[0]
  try {
    const module: unknown = await import(/* @vite-ignore */ `@faker-js/faker/locale/${locale}`)
    const own =
      typeof module === 'object' && module !== null ? Reflect.get(module, 'faker') : undefined
    if (!(own instanceof Faker)) return undefined
    definitions = { locale: own.rawDefinitions }
  } catch {
    return undefined
  }
  let current = new Random(0, 'faker')
  let timeMs = 0
  const faker = new Faker({
    ...definitions,
    randomizer: { next: () => current.real(), seed: () => undefined },
  })
  faker.setDefaultRefDate(() => new Date(timeMs))
  return {
    faker,
    use(random, ms) {
      current = random
      timeMs = ms
    },
  }
}

export async function fakerFunctions(locale = 'en'): Promise<readonly string[]> {
  const source = await loadLocale(locale)
  if (!source) return []
  const names: string[] = []
  for (const module of MODULES)
    for (const name of methodsOf(Reflect.get(source.faker, module))) names.push(`${module}.${name}`)
  return [...names, ...HELPERS.map(name => `helpers.${name}`)].filter(
    name => !DEPRECATED.includes(name),
  )
}

function methodsOf(module: unknown): string[] {
  const names = new Set<string>()
  for (
    let o: unknown = module;
    typeof o === 'object' && o !== null && o !== Object.prototype;
    o = Object.getPrototypeOf(o)
  ) {
    for (const name of Object.getOwnPropertyNames(o)) {
      if (
        name !== 'constructor' &&
        !name.startsWith('_') &&
        typeof Reflect.get(Object(module), name) === 'function'
      )
        names.add(name)
    }
  }
  return [...names].sort()
}

/**
 * Undefined when there is no such function. Throws what faker throws for wrong arguments: the first
 * sample is taken here.
 */
export function fakerSource(
  source: Loaded,
  path: string,
  args: readonly unknown[],
): FakerSource | undefined {
  const [moduleName = '', name = ''] = path.split('.')
  const allowed =
    MODULES.some(m => m === moduleName) ||
    (moduleName === 'helpers' && HELPERS.some(h => h === name))
  const module: unknown = allowed ? Reflect.get(source.faker, moduleName) : undefined
  if (typeof module !== 'object' || module === null || name === '' || name === 'constructor')
    return undefined
  const run: unknown = Reflect.get(module, name)
  if (typeof run !== 'function') return undefined
  const call: FakerSource['call'] = (given, random, timeMs) => {
    source.use(random, timeMs)
    return Reflect.apply(run, module, [...given])
  }
  return { type: sampledType(call, args), call }
}

const SAMPLES = 40

function sampledType(call: FakerSource['call'], args: readonly unknown[]): DataType {
  const random = new Random(1, 'sample')
  const samples = Array.from({ length: SAMPLES }, (_, i) =>
    call(args, random.at(i), 1_700_000_000_000),
  )
  if (samples.every(s => typeof s === 'number'))
    return samples.every(s => Number.isInteger(s)) ? LONG : DOUBLE
  if (samples.every(s => typeof s === 'boolean')) return BOOLEAN
  const [first] = samples
  return typeof first === 'object' && first !== null && !(first instanceof Date)
    ? inferType(JSON.parse(JSON.stringify(first)))
    : STRING
}
