// What a node keeps for a key, field by field: before, what this record alone would make, and after.
import type { FollowedKey } from '@shared/contract'

export interface ValueChange {
  /** Empty where the value has no fields. */
  readonly field: string
  readonly before: string | undefined
  readonly alone: string | undefined
  readonly after: string | undefined
  /** After is before and this record together. */
  readonly isSum: boolean
}

export function changesOf({ before, alone, after }: FollowedKey): readonly ValueChange[] {
  const parts = [partsOf(before), partsOf(alone), partsOf(after)] as const
  const fields = new Set(parts.flatMap(part => [...part.keys()]))
  return [...fields].map(field => {
    const [was, own, is] = parts.map(part => part.get(field))
    return { field, before: was, alone: own, after: is, isSum: isSum(was, own, is) }
  })
}

function partsOf(text: string | undefined): ReadonlyMap<string, string> {
  if (text === undefined) return new Map()
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return new Map(
        Object.entries(parsed).map(([name, value]: [string, unknown]) => [name, plain(value)]),
      )
    return new Map([['', plain(parsed)]])
  } catch {
    // Cut off because it is long.
    return new Map([['', text]])
  }
}

const plain = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

const CLOSE = 1e-9
function isSum(
  before: string | undefined,
  alone: string | undefined,
  after: string | undefined,
): boolean {
  const [was, own, is] = [before ?? '0', alone, after].map(text => Number(text ?? Number.NaN))
  if (was === undefined || own === undefined || is === undefined) return false
  return Math.abs(was + own - is) <= CLOSE * Math.max(1, Math.abs(is))
}
