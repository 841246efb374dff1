// Functions that hide values: mask_default, mask_inner, mask_hash and the like.
import { createHash, getHashes } from 'node:crypto'
import { invalid } from '../errors'
import {
  type CqlType,
  isCollection,
  isTuple,
  isUdt,
  isVector,
  native,
  packList,
  packTuple,
  packVector,
} from '../types'
import type { Arg, NativeFunction } from './function'
import { measured, onlyType } from './measured'
import { isNumeric } from './numbers'

const int = native('int')
const text = native('text')
const blob = native('blob')

const DEFAULT_MASKS: Readonly<Record<string, string>> = {
  ascii: '****',
  text: '****',
  blob: '0x',
  boolean: 'false',
  date: '1970-01-01',
  timestamp: '0',
  time: '0',
  inet: '0.0.0.0',
  uuid: '00000000-0000-0000-0000-000000000000',
  timeuuid: '13814000-1dd2-11b2-8080-808080808080',
  duration: '0s',
}

/** Cassandra masks a time uuid with one of an older type. */
const LEGACY_TIMEUUID = "'org.apache.cassandra.db.marshal.LegacyTimeUUIDType'"

function maskedDefault(type: CqlType): Buffer {
  if (isCollection(type)) return packList([])
  if (isVector(type))
    return packVector(
      type.of,
      Array.from({ length: type.dimension }, () => maskedDefault(type.of)),
    )
  if (isTuple(type)) return packTuple(type.of.map(maskedDefault))
  if (isUdt(type)) return packTuple(type.fields.map(field => maskedDefault(field.type)))
  return type.kind in DEFAULT_MASKS || isNumeric(type)
    ? native(type.kind).parse(DEFAULT_MASKS[type.kind] ?? '0')
    : Buffer.alloc(0)
}

const misfit = (name: string, wanted: string, arg: Arg | undefined) =>
  invalid(
    `Function system.${name} requires an argument of type ${wanted}, but found argument ${arg?.text} of type ${arg?.type?.name}`,
  )

function maskPart(name: 'mask_inner' | 'mask_outer'): NativeFunction {
  return {
    name,
    make: args => {
      const type = args[0]?.type ?? text
      if (args.length < 3 || args.length > 4)
        throw invalid(
          `Invalid number of arguments for function system.${name}([text|varchar|ascii], int, int, [text])`,
        )
      if (type.kind !== 'text' && type.kind !== 'ascii')
        throw misfit(name, '[text|varchar|ascii]', args[0])
      const stranger = args.slice(1, 3).find(arg => arg.type && arg.fits(int) === 'no')
      if (stranger) throw misfit(name, 'int', stranger)
      return {
        args: [type, int, int, text].slice(0, args.length),
        returns: type,
        takesNull: true,
        call: ([v, begin, end, padding]) => {
          if (!v) return null
          const chars = [...v.toString()]
          const from = begin ? begin.readInt32BE() : 0
          const to = chars.length - 1 - (end ? end.readInt32BE() : 0)
          const pad = padding ? padding.toString() : '*'
          if (pad.length !== 1)
            throw invalid(
              `The padding argument for function system.${name} should be single-character, but '${pad}' has ${pad.length} characters.`,
            )
          const inside = (i: number) => i >= from && i <= to
          return Buffer.from(
            chars.map((c, i) => (inside(i) === (name === 'mask_inner') ? pad : c)).join(''),
          )
        },
      }
    },
  }
}

export const maskFunctions: readonly NativeFunction[] = [
  ...measured(['mask_default'], type => ({
    args: [type],
    returns: type.kind === 'timeuuid' ? native(LEGACY_TIMEUUID) : type,
    takesNull: true,
    call: () => maskedDefault(type),
  })),
  ...measured(['mask_null'], type => ({
    args: [type],
    returns: type,
    takesNull: true,
    call: () => null,
  })),
  maskPart('mask_inner'),
  maskPart('mask_outer'),
  {
    name: 'mask_replace',
    make: args => {
      if (args.length !== 2)
        throw invalid('Invalid number of arguments for function system.mask_replace(any, any)')
      const type = onlyType('mask_replace', args.slice(0, 1), 'any, any')
      return {
        args: [type, type],
        returns: type,
        takesNull: true,
        call: ([, replacement]) => replacement ?? null,
      }
    },
  },
  {
    name: 'mask_hash',
    make: args => {
      const type = onlyType('mask_hash', args.length === 2 ? args.slice(0, 1) : args, 'any, [text]')
      return {
        args: [type, text].slice(0, args.length),
        returns: blob,
        takesNull: true,
        call: ([v, algorithm]) => {
          if (!v) return null
          const name = algorithm?.toString() ?? 'SHA-256'
          const known = name.replace('-', '').toLowerCase()
          if (!getHashes().includes(known)) throw invalid(`Hash algorithm not found: ${name}`)
          return createHash(known).update(v).digest()
        },
      }
    },
  },
]
