// The bind markers of a statement (`?`, `:name`), and the fields of the form that fills them: a name
// that comes twice is one value.
import type { CqlMarker } from '@shared/contract'
import { parseStatement } from '@shared/cql'

/** Names in order, undefined for a `?`. What does not parse has none: the database says what is wrong. */
export function markerNames(statement: string): readonly (string | undefined)[] {
  if (!/[?:]/.test(statement)) return []
  try {
    return parseStatement(statement).markers
  } catch {
    return []
  }
}

export interface BindField extends CqlMarker {
  /** The places of its value among the markers. */
  readonly at: readonly number[]
}

export function bindFields(
  markers: readonly CqlMarker[],
  names: readonly (string | undefined)[],
): BindField[] {
  const fields: BindField[] = []
  markers.forEach((marker, at) => {
    const twin = fields.findIndex(
      each => names[at] !== undefined && each.name === marker.name && each.type === marker.type,
    )
    const known = fields[twin]
    if (known) fields[twin] = { ...known, at: [...known.at, at] }
    else fields.push({ ...marker, at: [at] })
  })
  return fields
}

/** One value for each marker, from one for each field. */
export function bindValues(
  fields: readonly BindField[],
  given: readonly (string | null)[],
): (string | null)[] {
  const values: (string | null)[] = []
  fields.forEach(({ at }, index) => at.forEach(place => (values[place] = given[index] ?? null)))
  return values
}
