// The option `compression`, with the checks of Cassandra's CompressionParams and compressors.
import { configError } from '../errors'
import { javaDouble } from '../types/java-numbers'
import { classByName, javaDoubleFrom, javaInteger } from './properties'

const HOME = 'org.apache.cassandra.io.compress'
type Options = ReadonlyMap<string, string>

/** The options that a compressor knows, each with its check. */
const COMPRESSORS: Readonly<Record<string, Readonly<Record<string, (value: string) => void>>>> = {
  LZ4Compressor: {
    lz4_compressor_type: value => {
      if (value !== 'fast' && value !== 'high')
        throw configError(
          `Invalid compressor type '${value}' specified for LZ4 parameter 'lz4_compressor_type'. Valid options are [high, fast].`,
        )
    },
    lz4_high_compressor_level: value => {
      const level = javaInteger(value, 31n)
      if (level === undefined || level < 1n || level > 17n)
        throw configError(
          `Invalid value [${value}] for parameter 'lz4_high_compressor_level'. Value must be between 1 and 17.`,
        )
    },
  },
  SnappyCompressor: {},
  DeflateCompressor: {},
  NoopCompressor: {},
  ZstdCompressor: {
    compression_level: value => {
      const level = javaInteger(value, 31n)
      if (level === undefined)
        throw configError(
          `ZstdCompressor.create() threw an error: java.lang.NumberFormatException For input string: "${value}"`,
        )
      if (level < -131_072n || level > 22n)
        throw configError(
          `ZstdCompressor.create() threw an error: java.lang.IllegalArgumentException compression_level=${level} is invalid`,
        )
    },
  },
}

export const DEFAULT_COMPRESSION: Options = new Map([
  ['chunk_length_in_kb', '16'],
  ['class', `${HOME}.LZ4Compressor`],
])
const NONE: Options = new Map([['enabled', 'false']])
const OWN = ['class', 'enabled', 'chunk_length_in_kb', 'min_compress_ratio']

export function compressionOptions(given: Options): Options {
  const isEnabled = /^true$/i.test(given.get('enabled') ?? 'true')
  if (given.size > 0 && isEnabled && !given.has('class'))
    throw configError("Missing sub-option 'class' for the 'compression' option.")
  const others = [...given.keys()].filter(name => name !== 'enabled')
  if (!isEnabled && others.length > 0)
    throw configError("If the 'enabled' option is set to false no other options must be specified")
  const className = given.get('class')
  if (className === '')
    throw configError(
      "The 'class' option must not be empty. To disable compression use 'enabled' : false",
    )
  const chunkKb = chunkLength(given.get('chunk_length_in_kb') ?? '16')
  const ratio = given.get('min_compress_ratio')
  const least = ratio === undefined ? 0 : javaDoubleFrom(ratio)
  if (className === undefined) return NONE
  const { full, short } = classByName(
    className,
    HOME,
    Object.keys(COMPRESSORS),
    name => `Could not create Compression for type ${name}`,
  )
  const extra = others.filter(name => !OWN.includes(name))
  const known = COMPRESSORS[short] ?? {}
  for (const [name, check] of Object.entries(known)) {
    const value = given.get(name)
    if (value !== undefined) check(value)
  }
  const unknown = extra.find(name => !(name in known))
  if (unknown !== undefined) throw configError(`Unknown compression options ${unknown}`)
  checkLengths(chunkKb, least ?? NaN)
  return new Map(
    [
      ...extra.map((name): [string, string] => [name, given.get(name) ?? '']),
      ['chunk_length_in_kb', String(chunkKb)] as [string, string],
      ['class', full] as [string, string],
      ...(least ? [['min_compress_ratio', javaDouble(least)] as [string, string]] : []),
    ].sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

function chunkLength(value: string): number {
  const kb = javaInteger(value, 31n)
  if (kb === undefined) throw configError('Invalid value for chunk_length_in_kb')
  if (kb > 2_097_151n) throw configError(`Value of chunk_length_in_kb is too large (${kb})`)
  return Number(kb)
}

function checkLengths(chunkKb: number, ratio: number): void {
  if (chunkKb <= 0) throw configError('Invalid negative or null chunk_length_in_kb')
  if ((chunkKb & (chunkKb - 1)) !== 0) throw configError('chunk_length_in_kb must be a power of 2')
  if (ratio < 0) throw configError('Invalid negative min_compress_ratio')
  if (ratio > 0 && ratio < 1)
    throw configError('min_compress_ratio can either be 0 or greater than or equal to 1')
}
