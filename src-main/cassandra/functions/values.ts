// Functions over any type: blobs, JSON, collections, vectors, and the aggregates count, min
// and max.
import { classCast, CqlError, errorCode, invalid } from '../errors'
import { lookupIn } from '../schema/catalog'
import {
  type CqlType,
  type MapType,
  isCollection,
  isList,
  isMap,
  isSet,
  isUdt,
  isVector,
  listType,
  native,
  packList,
  setType,
  unpackList,
  resolveType,
  vectorParts,
} from '../types'
import { JsonError, parseJson } from '../types/json'
import type { Aggregate, Arg, NativeFunction, Signature } from './function'
import { maskFunctions } from './masks'
import { measured } from './measured'
import { averageOf, floatBytes, isNumeric, readFloat, sumOf } from './numbers'

const int = native('int')
const text = native('text')
const blob = native('blob')
const CONVERTIBLE =
  `ascii bigint boolean counter date decimal double duration float inet int smallint text time timestamp timeuuid tinyint uuid
  varint`.split(/\s+/)

const blobFunctions: readonly NativeFunction[] = CONVERTIBLE.flatMap(name => {
  const type = native(name)
  const toBlob: Signature = { args: [type], returns: blob, call: ([v]) => v ?? null }
  const fromBlob = (shown: string, word: string): Signature => ({
    args: [blob],
    returns: type,
    call: ([v]) => {
      if (v && type.flaw(v) !== undefined)
        throw invalid(
          `In call to function system.${shown}, value 0x${v.toString('hex')} is not a valid binary representation for type ${word}`,
        )
      return v ?? null
    },
  })
  const spellings = name === 'text' ? ['text', 'varchar'] : [name]
  return spellings.flatMap(word => [
    { name: `${word}_as_blob`, signatures: [toBlob] },
    { name: `${word}asblob`, signatures: [toBlob] },
    { name: `blob_as_${word}`, signatures: [fromBlob(`blob_as_${word}`, word)] },
    { name: `blobas${word}`, signatures: [fromBlob(`blobas${word}`, word)] },
  ])
})

const jsonFunctions: readonly NativeFunction[] = [
  ...measured(['to_json', 'tojson'], type => ({
    args: [type],
    returns: text,
    takesNull: true,
    call: ([v]) => Buffer.from(v ? type.toJson(v) : 'null'),
  })),
  ...['from_json', 'fromjson'].map((name): NativeFunction => ({
    name,
    make: (_args, receiver) => {
      if (!receiver)
        throw invalid(
          `${name === 'fromjson' ? 'fromJson' : name}() may only be used in contexts where the result type can be determined`,
        )
      return {
        args: [text],
        returns: receiver,
        takesNull: true,
        call: ([v]) => {
          if (!v) return null
          return fromJson(receiver, v.toString())
        },
      }
    },
  })),
]

function fromJson(receiver: CqlType, text: string): Buffer | null {
  const failed = (why: string) => new CqlError(errorCode.functionFailure, why)
  try {
    const json = parseJson(text)
    return json === null ? null : receiver.fromJson(json)
  } catch (error) {
    if (error instanceof JsonError)
      throw failed(`Could not decode JSON string '${text}': ${error.message}`)
    if (!(error instanceof CqlError)) throw error
    throw failed(`org.apache.cassandra.serializers.MarshalException: ${error.message}`)
  }
}

function elementsOf(type: CqlType): { of: CqlType; perEntry: number } | undefined {
  if (isList(type) || isSet(type)) return { of: type.of, perEntry: 1 }
  return undefined
}

const wrongCollection = (name: string, type: CqlType, wanted: string, shown: string) =>
  invalid(
    `Function system.${name} requires a ${wanted} argument, but found argument ${shown} of type ${type.name}`,
  )

function checkMap(type: CqlType, name: string, shown: string): asserts type is MapType {
  if (isUdt(type)) throw classCast('db.marshal.UserType', 'db.marshal.MapType')
  if (!isMap(type)) throw wrongCollection(name, type, 'map', shown)
}

function extreme(name: string, wanted: 1 | -1): NativeFunction[] {
  return measured(
    [name],
    (type, _name, shown) => {
      const elements = elementsOf(type)
      if (!elements) throw wrongCollection(name, type, 'set or list', shown)
      return {
        args: [type],
        returns: elements.of,
        call: ([v]) =>
          v
            ? unpackList(v).reduce<Buffer | null>(
                (best, e) =>
                  best === null || elements.of.compare(e, best) * wanted > 0 ? e : best,
                null,
              )
            : null,
      }
    },
    'numeric_set_or_list',
  )
}

function folded(name: string, fold: (type: CqlType) => () => Aggregate): NativeFunction[] {
  return measured(
    [name],
    (type, _name, shown) => {
      const elements = elementsOf(type)
      if (!elements || !isNumeric(elements.of))
        throw wrongCollection(name, type, 'numeric set/list', shown)
      return {
        args: [type],
        returns: elements.of,
        call: ([v]) => {
          if (!v) return null
          const aggregate = fold(elements.of)()
          for (const element of unpackList(v)) aggregate.add([element])
          return aggregate.result()
        },
      }
    },
    'numeric_set_or_list',
  )
}

const collectionFunctions: readonly NativeFunction[] = [
  ...measured(
    ['map_keys'],
    (type, name, shown) => {
      checkMap(type, name, shown)
      return {
        args: [type],
        returns: setType(type.key, true),
        call: ([v]) => (v ? packList(unpackList(v, 2).filter((_, i) => i % 2 === 0)) : null),
      }
    },
    'map',
  ),
  ...measured(
    ['map_values'],
    (type, name, shown) => {
      checkMap(type, name, shown)
      return {
        args: [type],
        returns: listType(type.value, true),
        call: ([v]) => (v ? packList(unpackList(v, 2).filter((_, i) => i % 2 === 1)) : null),
      }
    },
    'map',
  ),
  ...measured(
    ['collection_count'],
    (type, name, shown) => {
      if (!isCollection(type)) throw wrongCollection(name, type, 'collection', shown)
      return { args: [type], returns: int, call: ([v]) => (v ? v.subarray(0, 4) : null) }
    },
    'collection',
  ),
  ...extreme('collection_min', -1),
  ...extreme('collection_max', 1),
  ...folded('collection_sum', sumOf),
  ...folded('collection_avg', averageOf),
]

// ---- vectors

const isFloats = (type: CqlType) => isVector(type) && type.of === native('float')

/** Is an argument a list that is written out, rather than a column? */
const isWritten = (arg: Arg) => arg.text.startsWith('[')

/** The vector that a list of numbers is taken for when nothing else says so. */
function writtenVector(arg: Arg | undefined): CqlType | undefined {
  if (!arg || !isWritten(arg)) return undefined
  const dimension = arg.text.split(',').length
  const of = { kind: 'native', name: 'float' } as const
  const type = resolveType({ kind: 'vector', of, dimension }, '', lookupIn('', new Map()))
  return arg.fits(type) === 'no' ? undefined : type
}

function similarity(
  name: string,
  takesZero: boolean,
  compute: (a: readonly number[], b: readonly number[]) => number,
): NativeFunction {
  return {
    name,
    make: args => {
      const known = args.map(a => a.type).find(t => t && isVector(t))
      if (args.length !== 2)
        throw invalid(
          `Invalid number of arguments for function system.${name}(vector<float, n>, vector<float, n>)`,
        )
      const stranger = args.find(a => a.type && !isFloats(a.type) && !isList(a.type))
      if (stranger)
        throw invalid(
          `Function system.${name} requires a float vector argument, but found argument ${stranger.text} of type ${stranger.type?.name}`,
        )
      if (args.some(a => a.type && isList(a.type) && !isWritten(a)))
        throw classCast('db.marshal.ListType', 'db.marshal.VectorType')
      const type = known ?? writtenVector(args.find(isWritten))
      const unknown = args.find(a => !a.type && !isWritten(a))
      if (!type && unknown)
        throw invalid(
          `Cannot infer type of argument ${unknown.text} in call to function system.${name}(vector<float, n>, vector<float, n>): use type casts to disambiguate`,
        )
      if (!type || !isVector(type))
        throw invalid(
          `Function system.${name} requires a float vector argument, but found argument ${args[0]?.text} of type ${args[0]?.type?.name ?? 'unknown'}`,
        )
      const strange = args.findIndex(a => a.fits(type) === 'no')
      if (strange >= 0) {
        const { text, type: own, fits } = args[strange]!
        const isFloatList = own && isList(own) && fits(listType(native('float'), true)) !== 'no'
        throw invalid(
          isFloatList || (own && isVector(own))
            ? 'All arguments must have the same vector dimensions'
            : `Type error: ${text} cannot be passed as argument ${strange} of function system.${name} of type ${type.name}`,
        )
      }
      const numbers = (v: Buffer) => vectorParts(type, v).map(part => readFloat(type.of, part))
      return {
        args: [type, type],
        returns: native('float'),
        call: ([a, b]) => {
          if (!a || !b) return null
          const [x, y] = [numbers(a), numbers(b)]
          if (!takesZero && [x, y].some(v => v.every(n => n === 0)))
            throw invalid(`Function system.${name} doesn't support all-zero vectors.`)
          return floatBytes(native('float'), compute(x, y))
        },
      }
    },
  }
}

/** Everything is a float on its way, as in jvector. */
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, x, i) => Math.fround(sum + Math.fround(x * (b[i] ?? 0))), 0)
const cosine = (a: readonly number[], b: readonly number[]) =>
  Math.fround(dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)))

const vectorFunctions: readonly NativeFunction[] = [
  similarity('similarity_cosine', false, (a, b) => Math.fround(1 + cosine(a, b)) / 2),
  similarity('similarity_dot_product', true, (a, b) => (1 + dot(a, b)) / 2),
  similarity(
    'similarity_euclidean',
    true,
    (a, b) => 1 / (1 + a.reduce((sum, x, i) => sum + (x - (b[i] ?? 0)) ** 2, 0)),
  ),
]

// ---- aggregates over any type

const bigint = native('bigint')
const bigintBytes = (n: number) => {
  const out = Buffer.allocUnsafe(8)
  out.writeBigInt64BE(BigInt(n))
  return out
}

export const countAll: Signature = {
  args: [],
  returns: bigint,
  aggregate: () => {
    let count = 0
    return { add: () => void count++, result: () => bigintBytes(count) }
  },
}

const anyAggregates: readonly NativeFunction[] = [
  {
    name: 'count',
    make: args => {
      if (args.length !== 1)
        throw invalid(
          `Invalid number of arguments in call to function system.count: 1 required but ${args.length} provided`,
        )
      return {
        args: [args[0]?.type ?? blob],
        returns: bigint,
        takesNull: true,
        aggregate: () => {
          let count = 0
          return { add: ([v]) => void (v && count++), result: () => bigintBytes(count) }
        },
      }
    },
  },
  ...(['max', 'min'] as const).flatMap(name =>
    measured([name], type => {
      const wanted = name === 'max' ? 1 : -1
      return {
        args: [type],
        returns: type,
        takesNull: true,
        aggregate: () => {
          let best: Buffer | null = null
          return {
            add: ([v]) =>
              void (v && (best === null || type.compare(v, best) * wanted > 0) && (best = v)),
            result: () => best,
          }
        },
      }
    }),
  ),
]

export const valueFunctions: readonly NativeFunction[] = [
  ...blobFunctions,
  ...jsonFunctions,
  ...collectionFunctions,
  ...maskFunctions,
  ...vectorFunctions,
  ...anyAggregates,
]
