// Two records that are followed, field by field: what of them differs.
import type { FollowedRecord } from '../contract'

interface ComparedField {
  /** Of the record's JSON; of a text that is not JSON, or of other bytes, nothing. */
  readonly name?: string
  readonly one: string | undefined
  readonly other: string | undefined
  readonly isSame: boolean
}

/** A record of more fields says nothing side by side. */
const FIELDS_MAX = 200

/** In the order of the first, then those that only the other has. */
export function comparedFields(one: FollowedRecord, other: FollowedRecord): ComparedField[] {
  const [a, b] = [fieldsOf(one.value), fieldsOf(other.value)]
  if (!a || !b) return [compared(undefined, one.value ?? undefined, other.value ?? undefined)]
  const names = [...new Set([...a.keys(), ...b.keys()])].slice(0, FIELDS_MAX)
  return names.map(name => compared(name, a.get(name), b.get(name)))
}

const compared = (
  name: string | undefined,
  one: string | undefined,
  other: string | undefined,
): ComparedField => ({
  ...(name === undefined ? {} : { name }),
  ...{ one, other, isSame: one === other },
})

function fieldsOf(value: string | null): ReadonlyMap<string, string> | undefined {
  try {
    const parsed: unknown = JSON.parse(value ?? '')
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined
    return new Map(
      Object.entries(parsed).map(([name, cell]: [string, unknown]) => [
        name,
        typeof cell === 'string' ? cell : JSON.stringify(cell),
      ]),
    )
  } catch {
    return undefined
  }
}
