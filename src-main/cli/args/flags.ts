// A verb's options as the command line has them, read from the JSON Schema of its zod schema.
import { z } from 'zod'
import type { Expectation } from '../options'
import type { Verb } from '../verb'

export interface Flag {
  readonly key: string
  /** The key with hyphens: `kafkaPort` is `--kafka-port`. */
  readonly name: string
  readonly short?: string
  readonly kind: 'switch' | 'value' | 'list'
  /** A switch that is on unless `--no-…` is given. */
  readonly isOn: boolean
  readonly value?: string
  readonly expected?: Expectation
  readonly choices: readonly string[]
  readonly required: boolean
  readonly fallback?: string
  /** Its number among the words that are given by place. */
  readonly place?: number
}

interface PropertySchema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly default?: unknown
  readonly value?: string
  readonly short?: string
  readonly expected?: Expectation
}

export const kebab = (key: string) => key.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

export function flagsOf(verb: Pick<Verb, 'options' | 'places'>): Flag[] {
  // Parse boundary: a JSON Schema is untyped, and `value`, `short` and `expected` are our own
  // annotations (options.ts).
  const schema = z.toJSONSchema(verb.options, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, PropertySchema>
    required?: string[]
  }
  return Object.entries(schema.properties ?? {}).map(([key, property]) => {
    const place = verb.places.indexOf(key)
    const kind =
      property.type === 'boolean' ? 'switch' : property.type === 'array' ? 'list' : 'value'
    return {
      key,
      name: kebab(key),
      short: property.short,
      kind,
      isOn: property.default === true,
      value: property.value,
      expected: property.expected,
      choices: property.enum ?? [],
      required: schema.required?.includes(key) === true,
      fallback:
        typeof property.default === 'string' || typeof property.default === 'number'
          ? String(property.default)
          : undefined,
      place: place < 0 ? undefined : place,
    }
  })
}
