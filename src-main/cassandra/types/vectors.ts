// vector: a fixed number of parts of one type, without lengths if every part has the same length.
import { invalid } from '../errors'
import { javaClass, javaText, parseJson } from './json'
import { unsignedVint, unpackVariable } from './packing'
import { partKey, endKey, readParts, firstFlaw, guarded, compareParts } from './parts'
import type { VectorType } from './shapes'
import type { CqlType } from './type'

export function vectorType(of: CqlType, dimension: number, className: string): VectorType {
  const size = of.fixedLength
  const parts = (bytes: Buffer) => partsOf(of, dimension, bytes)
  return {
    kind: 'vector',
    of,
    dimension,
    name: `vector<${of.name}, ${dimension}>`,
    multiCell: false,
    emptyAllowed: false,
    fixedLength: size === undefined ? undefined : size * dimension,
    compare: (a, b) =>
      a.length === 0 || b.length === 0
        ? a.length - b.length
        : compareParts(parts(a), parts(b), () => of),
    flaw: bytes => {
      if (size !== undefined && bytes.length !== size * dimension)
        return `Not enough bytes to read a vector<${of.name}, ${dimension}>`
      return guarded(() => firstFlaw(parts(bytes), () => of))
    },
    toText: bytes =>
      `[${parts(bytes)
        .map(v => of.toText(v))
        .join(', ')}]`,
    toJson: bytes =>
      `[${parts(bytes)
        .map(v => of.toJson(v))
        .join(', ')}]`,
    fromJson: json => {
      const parsed = typeof json === 'string' ? parseJson(json) : json
      if (!Array.isArray(parsed))
        throw invalid(`Expected a list, but got a ${javaClass(json)}: ${javaText(json)}`)
      if (parsed.length !== dimension)
        throw invalid(`List had incorrect size: expected ${dimension} but given ${parsed.length}.`)
      return packVector(
        of,
        parsed.map(item => of.fromJson(item)),
      )
    },
    writeKey: (writer, bytes) => {
      for (const part of parts(bytes)) partKey(writer, of, part)
      endKey(writer)
    },
    readKey: reader =>
      packVector(
        of,
        readParts(reader, () => of).map(part => part ?? Buffer.alloc(0)),
      ),
    writeOption: writer => void writer.u16(0).string(className),
  }
}

export function packVector(of: CqlType, values: readonly Buffer[]): Buffer {
  if (of.fixedLength !== undefined) return Buffer.concat(values)
  return Buffer.concat(values.flatMap(value => [unsignedVint(value.length), value]))
}

export const vectorParts = ({ of, dimension }: VectorType, bytes: Buffer): Buffer[] =>
  partsOf(of, dimension, bytes)

function partsOf(of: CqlType, dimension: number, bytes: Buffer): Buffer[] {
  const size = of.fixedLength
  if (size === undefined) return unpackVariable(bytes, dimension)
  return Array.from({ length: dimension }, (_, i) => bytes.subarray(i * size, (i + 1) * size))
}
