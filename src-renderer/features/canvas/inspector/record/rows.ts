// A record schema as the rows of a tree: each field with its place in the lab's text.
import { sparkName } from '@shared/expr'
import type { FieldKind, FieldSpec, RecordSchema } from '@shared/lab'
import { kindOfSpec, longForm } from './kinds'

export interface FieldRow {
  /** Below the record, such as fields.products.list.object.name. */
  readonly path: readonly string[]
  readonly id: string
  readonly name: string
  readonly depth: number
  readonly kind: FieldKind
  readonly spec: FieldSpec
  /** The map that its name is a key of; undefined for what a list is made of. */
  readonly within: readonly string[] | undefined
  /** Where fields are added inside of it. */
  readonly inner: readonly string[] | undefined
}

export function rowsOf(record: RecordSchema): FieldRow[] {
  return rowsIn(record.fields, ['fields'], 0)
}

function rowsIn(
  fields: Readonly<Record<string, FieldSpec>>,
  within: readonly string[],
  depth: number,
) {
  return Object.entries(fields).flatMap(([name, spec]) =>
    rowsFor(name, spec, [...within, name], within, depth),
  )
}

function rowsFor(
  name: string,
  spec: FieldSpec,
  path: readonly string[],
  within: readonly string[] | undefined,
  depth: number,
): FieldRow[] {
  const long = longForm(spec)
  const kind = kindOfSpec(spec)
  const base = { path, id: path.join('.'), name, depth, kind, spec, within }
  if ('object' in long) {
    const inner = [...path, 'object']
    return [{ ...base, inner }, ...rowsIn(long.object, inner, depth + 1)]
  }
  if (!('list' in long)) return [{ ...base, inner: undefined }]
  const each = longForm(long.list)
  if ('object' in each) {
    const inner = [...path, 'list', 'object']
    return [{ ...base, inner }, ...rowsIn(each.object, inner, depth + 1)]
  }
  return [
    { ...base, inner: undefined },
    ...rowsFor('', long.list, [...path, 'list'], undefined, depth + 1),
  ]
}

/** What a form offers as the key: the fields, each as an expression names it, and what is written. */
export function keyChoices({ fields, key }: RecordSchema): { value: string; label: string }[] {
  const names = Object.keys(fields).map(label => ({ value: sparkName(label), label }))
  const isOther = key !== undefined && key !== '' && names.every(({ value }) => value !== key)
  return isOther ? [...names, { value: key, label: key }] : names
}
