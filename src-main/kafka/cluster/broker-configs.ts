// The broker's own settings. Each has up to four values, as in Kafka: set for this broker by
// AlterConfigs, set for all brokers alike, given when the broker was started, and the default. What
// AlterConfigs sets is kept in broker.json, which is replaced whole before a change is answered.
import { join } from 'node:path'
import { LabError } from '@shared/errors'
import { crc32c, readTextIfExists, writeFileAtomic } from '@main/platform'
import { moveAside } from '../log/damaged'
import { ApiError } from '../wire/errors'
import { BROKER_CONFIGS, OTHER_UNITS } from './broker-config-table'
import { checkValue, type ConfigValues } from './configs'

const FILE = 'broker.json'

/** As DescribeConfigs numbers the sources of a value. */
export const ConfigSource = {
  TOPIC: 1,
  BROKER: 2,
  ALL_BROKERS: 3,
  STATIC_BROKER: 4,
  DEFAULT: 5,
} as const

/** Whose settings AlterConfigs changes: this broker's, or those of all brokers. */
export type ConfigLevel = 'broker' | 'default'

export interface SourcedValue {
  readonly name: string
  readonly value: string
  readonly source: number
}

/** Settings that follow from how the broker was started, such as its address. */
type FactOf = (name: string) => string | undefined

type Levels = Readonly<Record<ConfigLevel, ConfigValues>>

export class BrokerConfigs {
  private levels: Levels
  private readonly listeners: (() => void)[] = []
  private saving: Promise<void> = Promise.resolve()

  private constructor(
    private readonly path: string,
    private readonly given: ConfigValues,
    private readonly factOf: FactOf,
    levels: Levels,
    /** Where a damaged file was moved to. */
    readonly damagedFile: string | undefined,
  ) {
    this.levels = levels
  }

  /** Throws for a wrong setting among the given ones. */
  static async open(
    dataDir: string,
    given: Readonly<Record<string, string>>,
    factOf: FactOf,
  ): Promise<BrokerConfigs> {
    checkGivenConfigs(given)
    const path = join(dataDir, FILE)
    const text = await readTextIfExists(path)
    const read = text === undefined ? NOTHING_SET : readFile(text)
    const damagedFile =
      read === undefined ? await moveAside(path, join(dataDir, 'topics')) : undefined
    const values = new Map(Object.entries(given))
    return new BrokerConfigs(path, values, factOf, read ?? NOTHING_SET, damagedFile)
  }

  /** Calls back after each change. */
  onChange(listener: () => void): void {
    this.listeners.push(listener)
  }

  at(level: ConfigLevel): ConfigValues {
    return this.levels[level]
  }

  /** Throws INVALID_REQUEST, in Kafka's words, for what cannot be changed or has no such value. */
  check(values: ConfigValues): void {
    const fixed = [...values.keys()].filter(name => BROKER_CONFIGS[name]?.update !== 'dynamic')
    const unknown = fixed.filter(name => !BROKER_CONFIGS[name])
    if (unknown.length > 0)
      throw new ApiError('INVALID_CONFIG', `Unknown broker config name: ${unknown.join(', ')}`)
    if (fixed.length > 0)
      throw new ApiError(
        'INVALID_REQUEST',
        `Cannot update these configs dynamically: Set(${fixed.join(', ')})`,
      )
    for (const [name, value] of values) {
      const problem = checkValue(BROKER_CONFIGS[name]!, name, value)
      if (problem) throw new ApiError('INVALID_REQUEST', problem)
    }
  }

  /** Resolves when the change is durable and in force. */
  async change(level: ConfigLevel, values: ConfigValues): Promise<void> {
    this.levels = { ...this.levels, [level]: values }
    for (const listener of this.listeners) listener()
    const { levels } = this
    this.saving = this.saving
      .catch(() => {})
      .then(() => writeFileAtomic(this.path, writeFile(levels)))
    await this.saving
  }

  /** All values of a setting, the one in force first. */
  valuesOf(name: string): SourcedValue[] {
    const names = [name, ...(OTHER_UNITS[name] ?? []).map(other => other.name)]
    const given = (one: string) => this.given.get(one) ?? this.factOf(one)
    const levels: [number, (name: string) => string | null | undefined][] = [
      [ConfigSource.BROKER, one => this.levels.broker.get(one)],
      [ConfigSource.ALL_BROKERS, one => this.levels.default.get(one)],
      [ConfigSource.STATIC_BROKER, given],
      [ConfigSource.DEFAULT, one => BROKER_CONFIGS[one]?.default],
    ]
    const found = levels.flatMap(([source, get]) =>
      names.flatMap(one => {
        const value = get(one)
        return value === null || value === undefined ? [] : [{ name: one, value, source }]
      }),
    )
    // As in Kafka: what comes before the first value under the name itself is left out.
    const first = found.findIndex(one => one.name === name)
    return first < 0 ? [] : found.slice(first)
  }

  text(name: string): string {
    return this.valuesOf(name)[0]?.value ?? ''
  }

  number(name: string): number {
    return Number(this.text(name))
  }

  isOn(name: string): boolean {
    return this.text(name) === 'true'
  }

  /** The value in force, in the unit of the name, from whichever name it is set by. */
  readonly fallback = (name: string): string => {
    const [own] = this.valuesOf(name)
    if (own) return own.value
    for (const { name: other, unitMs } of OTHER_UNITS[name] ?? []) {
      const [found] = this.valuesOf(other)
      if (!found) continue
      const number = Number(found.value)
      if (unitMs === 1) return found.value
      return String(number < 0 ? -1 : number * unitMs)
    }
    return ''
  }
}

const NOTHING_SET: Levels = { broker: new Map(), default: new Map() }

/** Throws for a setting that cannot be given at a start, or that has no such value. */
export function checkGivenConfigs(given: Readonly<Record<string, string>>): void {
  const refused = (message: string) =>
    new LabError('kafka-config-refused', { kind: 'config', params: { message } })
  for (const [name, value] of Object.entries(given)) {
    const definition = BROKER_CONFIGS[name]
    if (!definition) throw refused(`Unknown broker config name: ${name}`)
    if (definition.update === 'fixed') throw refused(`${name} is read-only here: ${definition.doc}`)
    const problem = checkValue(definition, name, value)
    if (problem) throw refused(problem)
  }
}

const checksum = (file: object) => crc32c(Buffer.from(JSON.stringify(file)))

function writeFile(levels: Levels): string {
  const file = {
    format: 1,
    broker: Object.fromEntries(levels.broker),
    default: Object.fromEntries(levels.default),
  }
  return `${JSON.stringify({ ...file, crc32c: checksum(file) }, null, 2)}\n`
}

/** Undefined for a file that is damaged. Settings that this version does not know are left out. */
function readFile(text: string): Levels | undefined {
  try {
    const { crc32c: expected, ...file } = JSON.parse(text) as Record<string, unknown>
    if (expected !== checksum(file)) return undefined
    const level = (of: unknown): ConfigValues =>
      new Map(
        Object.entries((of ?? {}) as Record<string, string>).filter(
          ([name]) => BROKER_CONFIGS[name]?.update === 'dynamic',
        ),
      )
    return { broker: level(file.broker), default: level(file.default) }
  } catch {
    return undefined
  }
}
