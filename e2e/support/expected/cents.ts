// Money as BigInt cents, read from the JSON *text* so that no float ever touches it: the yardstick
// of the recomputations.

/** JSON with every number kept as its text. */
export type Raw =
  | string
  | { readonly number: string }
  | boolean
  | null
  | readonly Raw[]
  | { readonly [key: string]: Raw }

/** Parses JSON, but a number stays the text that stood there. */
export function parseRaw(json: string): Raw {
  // Quoting every bare number turns it into a marked string; strings are matched first, so numbers
  // inside them stay.
  const marked = json.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, token =>
    token.startsWith('"') ? token : `{"number":"${token}"}`,
  )
  return JSON.parse(marked) as Raw
}

export function field(raw: Raw, name: string): Raw {
  return (raw as { readonly [key: string]: Raw })[name] ?? null
}

export function list(raw: Raw): readonly Raw[] {
  return raw as readonly Raw[]
}

const textOf = (raw: Raw): string =>
  raw !== null && typeof raw === 'object' && 'number' in raw ? String(raw.number) : String(raw)

/** `12.5` → 1250n. A third decimal is an error: nothing in the labs has one. */
export function cents(raw: Raw): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(textOf(raw))
  if (!match) throw new Error(`not money: ${textOf(raw)}`)
  const [, sign, whole = '', fraction = ''] = match
  const value = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'))
  return sign ? -value : value
}

export const whole = (raw: Raw): bigint => BigInt(textOf(raw))

/**
 * A total as a database gives it (double, decimal or text) in cents; wrong by half a cent or more
 * is an error, not a rounding.
 */
export function centsOfStored(value: unknown): bigint {
  const scaled = Number(value) * 100
  if (Math.abs(scaled - Math.round(scaled)) > 1e-4 * Math.max(1, Math.abs(scaled) * 1e-9))
    throw new Error(`not whole cents: ${String(value)}`)
  return BigInt(Math.round(scaled))
}

export function addTo(totals: Map<string, bigint>, key: string, amount: bigint): void {
  totals.set(key, (totals.get(key) ?? 0n) + amount)
}
