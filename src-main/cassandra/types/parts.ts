// Shared by every type that is made of other types: key form, order, flaws and JSON of the parts.
import type { KeyReader, KeyWriter } from '../bytes/key-codec'
import type { CqlType } from './type'

export const partKey = (writer: KeyWriter, type: CqlType, value: Buffer | null) => {
  if (value === null) writer.u8(1)
  else {
    writer.u8(2)
    type.writeKey(writer, value)
  }
}
export const endKey = (writer: KeyWriter) => void writer.u8(0)
export const readParts = (reader: KeyReader, typeAt: (i: number) => CqlType) => {
  const parts: (Buffer | null)[] = []
  for (let mark = reader.u8(); mark !== 0; mark = reader.u8())
    parts.push(mark === 1 ? null : typeAt(parts.length).readKey(reader))
  return parts
}
export const firstFlaw = (values: readonly (Buffer | null)[], typeAt: (i: number) => CqlType) => {
  for (const [i, value] of values.entries()) {
    const flaw = value && typeAt(i).flaw(value)
    if (flaw) return flaw
  }
  return undefined
}
export const guarded = (read: () => string | undefined): string | undefined => {
  try {
    return read()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
export function compareParts(
  a: readonly (Buffer | null)[],
  b: readonly (Buffer | null)[],
  typeAt: (i: number) => CqlType,
): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i] ?? null, b[i] ?? null]
    if (x === null || y === null) {
      if (x !== y) return x === null ? -1 : 1
      continue
    }
    const order = typeAt(i).compare(x, y)
    if (order !== 0) return order
  }
  return a.length - b.length
}
export const nothing = { emptyAllowed: true }
export const jsonOf = (type: CqlType, value: Buffer | null) =>
  value === null ? 'null' : type.toJson(value)

/** Inside a collection, a frozen part is spelled so once: list<frozen<set<int>>>. */
export const frozenName = (name: string, frozen: boolean) => (frozen ? `frozen<${name}>` : name)
