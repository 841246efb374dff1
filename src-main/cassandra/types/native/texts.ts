// Types of text and bytes: ascii, text, blob, boolean, inet, the two UUIDs, and the type of
// nothing.
import { CqlError, invalid } from '../../errors'
import { javaClass, javaClassName, javaText } from '../json'
import { readUuidKey, writeUuidKey } from '../ordered'
import { EMPTY } from '../type'
import { inetText, inetToBytes, uuidText, uuidToBytes } from '../value-codec'
import { byBytes, CUSTOM, define, escapedKey, MARSHAL, wrongJson } from './define'

function text(
  name: string,
  option: number,
  className: string,
  flaw: (value: Buffer) => string | undefined,
  parse = (s: string) => Buffer.from(s, 'utf8'),
) {
  return define(name, {
    option,
    className,
    accepts: ['STRING'],
    emptyAllowed: true,
    parse,
    compare: byBytes,
    flaw,
    toText: value => value.toString('utf8'),
    fromJson: value => {
      if (typeof value === 'string') return parse(value)
      throw invalid(
        `Expected ${name === 'ascii' ? 'an ascii' : 'a UTF-8'} string, but got a ${javaClass(value)}: ${javaText(value)}`,
      )
    },
    ...escapedKey,
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
function utf8Flaw(value: Buffer): string | undefined {
  try {
    utf8.decode(value)
    return undefined
  } catch {
    return "String didn't validate."
  }
}

export const ascii = text(
  'ascii',
  0x1,
  'AsciiType',
  value => {
    const bad = value.find(byte => byte > 127)
    return bad === undefined ? undefined : `Invalid byte for ascii: ${bad - 256}`
  },
  s => {
    const bad = /[^\u0000-\u007f]/u.exec(s)?.[0]
    if (bad !== undefined)
      throw invalid(
        `Invalid ASCII character in string literal: java.nio.charset.UnmappableCharacterException: Input length = ${bad.length}`,
      )
    return Buffer.from(s, 'latin1')
  },
)
export const utf8Text = text('text', 0xd, 'UTF8Type', utf8Flaw)

export const blob = define('blob', {
  option: 0x3,
  className: 'BytesType',
  accepts: ['HEX'],
  emptyAllowed: true,
  parse: s => {
    const hex = /^0[xX]((?:[0-9a-fA-F]{2})*)$/.exec(s)
    if (!hex) throw invalid(`cannot parse '${s.slice(2)}' as hex bytes`)
    return Buffer.from(hex[1] ?? '', 'hex')
  },
  compare: byBytes,
  flaw: () => undefined,
  toText: value => `0x${value.toString('hex')}`,
  fromJson: (value, parse) => {
    const refuse = (why: string) =>
      invalid(`Value '${javaText(value)}' is not a valid blob representation: ${why}`)
    if (typeof value !== 'string')
      throw refuse(
        `class ${javaClassName(value)} cannot be cast to class java.lang.String (${javaClassName(value)} and java.lang.String are in module java.base of loader 'bootstrap')`,
      )
    if (!value.startsWith('0x'))
      throw refuse(`String representation of blob is missing 0x prefix: ${value}`)
    try {
      return parse(value)
    } catch (error) {
      throw error instanceof CqlError ? refuse(error.message) : error
    }
  },
  ...escapedKey,
})

export const boolean = define('boolean', {
  option: 0x4,
  className: 'BooleanType',
  accepts: ['BOOLEAN'],
  fixedLength: 1,
  parse: s => {
    if (!/^(true|false|)$/i.test(s)) throw invalid(`Unable to make boolean from '${s}'`)
    return Buffer.from([/^t/i.test(s) ? 1 : 0])
  },
  compare: (a, b) =>
    a.length === 0 || b.length === 0 ? a.length - b.length : Math.sign(a[0]!) - Math.sign(b[0]!),
  flaw: value => (value.length === 1 ? undefined : `Expected 1 or 0 byte value (${value.length})`),
  toText: value => (value[0] ? 'true' : 'false'),
  toJson: value => (value[0] ? 'true' : 'false'),
  fromJson: (value, parse) => {
    if (typeof value === 'boolean') return parse(String(value))
    if (typeof value === 'string') return parse(value)
    throw wrongJson('a boolean', value)
  },
  writeKey: (writer, value) => void writer.u8(value[0]!),
  readKey: reader => reader.raw(1),
})

export const inet = define('inet', {
  option: 0x10,
  className: 'InetAddressType',
  accepts: ['STRING'],
  parse: s => {
    if (s === '') return EMPTY
    const bytes = inetToBytes(s === 'localhost' ? '127.0.0.1' : s)
    if (!bytes) throw invalid(`Unable to make inet address from '${s}'`)
    return bytes
  },
  compare: byBytes,
  flaw: value =>
    value.length === 4 || value.length === 16 ? undefined : `invalid length ${value.length}`,
  toText: inetText,
  fromJson: (value, parse) => {
    if (typeof value === 'string') return parse(value)
    throw invalid(
      `Expected a string representation of an inet value, but got a ${javaClass(value)}: ${javaText(value)}`,
    )
  },
  ...escapedKey,
})

function uuidOf(
  name: 'uuid' | 'timeuuid',
  option: number,
  className: string,
  shown: string = name,
) {
  const parse = (s: string) => {
    if (s === '') return EMPTY
    const bytes = uuidToBytes(s)
    if (!bytes)
      throw invalid(
        name === 'uuid'
          ? `Unable to make UUID from '${s}'`
          : `Unknown timeuuid representation: ${s}`,
      )
    if (timeFlaw(bytes) !== undefined) throw invalid('TimeUUID supports only version 1 UUIDs')
    return bytes
  }
  const timeFlaw = (value: Buffer) =>
    name === 'timeuuid' && value[6]! >> 4 !== 1 ? 'Invalid version for TimeUUID type.' : undefined
  const keyOf = (value: Buffer) => uuidOrder(value, name)
  return define(shown, {
    option,
    className,
    accepts: ['UUID'],
    fixedLength: 16,
    parse,
    compare: (a, b) =>
      a.length === 0 || b.length === 0 ? a.length - b.length : Buffer.compare(keyOf(a), keyOf(b)),
    flaw: value =>
      value.length === 16
        ? timeFlaw(value)
        : `${name === 'uuid' ? 'UUID' : 'TimeUUID'} should be 16 or 0 bytes (${value.length})`,
    toText: uuidText,
    fromJson: value => {
      if (typeof value === 'string') return parse(value)
      throw invalid(
        `Expected a string representation of a ${name}, but got a ${javaClass(value)}: ${javaText(value)}`,
      )
    },
    writeKey: (writer, value) => writeUuidKey(writer, value, name),
    readKey: reader => readUuidKey(reader, name),
  })
}

function uuidOrder(value: Buffer, name: 'uuid' | 'timeuuid'): Buffer {
  const bytes: number[] = []
  writeUuidKey({ u8: byte => void bytes.push(byte) }, value, name)
  return Buffer.from(bytes)
}

export const uuid = uuidOf('uuid', 0xc, 'UUIDType')
export const timeuuid = uuidOf('timeuuid', 0xf, 'TimeUUIDType')
/** The type of a masked time uuid. */
export const legacyTimeuuid = uuidOf(
  'timeuuid',
  CUSTOM,
  'LegacyTimeUUIDType',
  `'${MARSHAL}LegacyTimeUUIDType'`,
)

export const emptyType = define('empty', {
  option: CUSTOM,
  className: 'EmptyType',
  accepts: [],
  emptyAllowed: true,
  parse: () => EMPTY,
  compare: () => 0,
  flaw: () => undefined,
  toText: () => '',
  fromJson: () => EMPTY,
  ...escapedKey,
})
