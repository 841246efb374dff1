// Every type's key form: byte order is value order, and the value comes back.
import { describe, expect, it } from 'vitest'
import { KeyReader, KeyWriter, readClusteringValue, writeClusteringValue } from '../bytes/key-codec'
import {
  listType,
  mapType,
  native,
  setType,
  tupleType,
  type CqlType,
  packList,
  packTuple,
} from './index'

const values: readonly [CqlType, readonly Buffer[]][] = [
  ...(
    [
      ['int', ['-2147483648', '-1', '0', '1', '2147483647']],
      ['bigint', ['-9223372036854775808', '-5', '0', '7', '9223372036854775807']],
      ['tinyint', ['-128', '-1', '0', '127']],
      [
        'varint',
        [
          '-123456789012345678901234567890',
          '-256',
          '-255',
          '-1',
          '0',
          '1',
          '127',
          '128',
          '65536',
          '123456789012345678901234567890',
        ],
      ],
      [
        'decimal',
        [
          '-1000',
          '-10.5',
          '-0.001',
          '0',
          '0.0001',
          '0.5',
          '1',
          '10',
          '10.01',
          '99999999999999999999.5',
        ],
      ],
      ['double', ['-Infinity', '-1.5', '-0.0', '0', '1e-10', '2.5', 'Infinity', 'NaN']],
      ['float', ['-2.5', '0', '1.25', '3e30']],
      ['text', ['', 'a', 'a\0', 'a\0b', 'aa', 'b', 'é', '\u{1F600}']],
      ['blob', ['0x', '0x00', '0x0000', '0x0001', '0x01', '0xff', '0xff00']],
      ['boolean', ['false', 'true']],
      ['timestamp', ['1969-12-31', '1970-01-01', '2024-02-29 12:00:00.123+0000']],
      ['date', ['1000-01-01', '1970-01-01', '2024-02-29']],
      ['time', ['00:00:00', '12:00:00.000000001', '23:59:59']],
      ['inet', ['10.0.0.1', '2001:db8::1', '127.0.0.1']],
      [
        'timeuuid',
        [
          '13814000-1dd2-11b2-8080-808080808080',
          '50554d6e-29bb-11e5-b345-feff819cdc9f',
          'f0554d6e-29bb-11e6-b345-feff819cdc9f',
        ],
      ],
    ] as const
  ).map(([name, texts]): [CqlType, Buffer[]] => [
    native(name),
    texts.map(t => native(name).parse(t)),
  ]),
  [
    listType(native('int'), true),
    [
      packList([]),
      packList([native('int').parse('1')]),
      packList([native('int').parse('1'), native('int').parse('-5')]),
      packList([native('int').parse('2')]),
    ],
  ],
  [
    setType(native('text'), true),
    [
      packList([Buffer.from('a')]),
      packList([Buffer.from('a'), Buffer.from('b')]),
      packList([Buffer.from('b')]),
    ],
  ],
  [
    mapType(native('text'), native('int'), true),
    [
      packList([Buffer.from('a'), native('int').parse('1')], 2),
      packList([Buffer.from('a'), native('int').parse('2')], 2),
    ],
  ],
  [
    tupleType([native('int'), native('text')]),
    [
      packTuple([null, Buffer.from('z')]),
      packTuple([native('int').parse('1'), null]),
      packTuple([native('int').parse('1'), Buffer.from('a')]),
    ],
  ],
]

const keyOf = (type: CqlType, value: Buffer, descending: boolean) => {
  const writer = new KeyWriter()
  writeClusteringValue(writer, type, value, descending, type.emptyAllowed)
  return writer.finish()
}

describe('key forms', () => {
  it.each(values.map(([type, list]) => [type.name, type, list] as const))(
    '%s',
    (_name, type, list) => {
      for (const descending of [false, true]) {
        const keys = list.map(value => keyOf(type, value, descending))
        expect([...keys].sort()).toEqual(descending ? [...keys].reverse() : keys)
        list.forEach((value, i) => {
          const key = `${keys[i]}tail`
          const reader = new KeyReader(key)
          expect(readClusteringValue(reader, type, descending).equals(value)).toBe(true)
          expect(key.slice(reader.position)).toBe('tail')
        })
      }
      for (let i = 1; i < list.length; i++)
        expect(type.compare(list[i - 1]!, list[i]!)).toBeLessThan(0)
    },
  )
})
