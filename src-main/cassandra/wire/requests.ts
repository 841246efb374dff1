// Query parameters and BATCH messages out of frame bodies (protocol v4, sections 4.1.4 and 4.1.7).
import { protocolError } from '../errors'
import type { Bound } from '../result'
import type { Reader } from '../bytes/reader'
import { type Timestamp, timestampFrom } from '../bytes/timestamp'

export interface QueryParameters {
  readonly consistency: number
  readonly values: readonly Bound[]
  /** Names of the values when they come with names. */
  readonly names?: readonly string[]
  readonly skipMetadata: boolean
  readonly pageSize: number
  readonly pagingState: Buffer | undefined
  readonly timestamp: Timestamp | undefined
}

const FLAG = {
  values: 0x01,
  skipMetadata: 0x02,
  pageSize: 0x04,
  pagingState: 0x08,
  serialConsistency: 0x10,
  timestamp: 0x20,
  names: 0x40,
} as const
const SERIAL = [8, 9]

export function readQueryParameters(reader: Reader): QueryParameters {
  const consistency = readConsistency(reader)
  const flags = reader.u8()
  let values: readonly Bound[] = []
  let names: string[] | undefined
  if (flags & FLAG.values) {
    const count = reader.u16()
    const all: Bound[] = new Array<Bound>(count)
    if (flags & FLAG.names) names = []
    for (let i = 0; i < count; i++) {
      names?.push(reader.string())
      all[i] = reader.value()
    }
    values = all
  }
  const page = flags & FLAG.pageSize ? reader.i32() : -1
  const pagingState = flags & FLAG.pagingState ? (reader.bytes() ?? undefined) : undefined
  if (flags & FLAG.serialConsistency && !SERIAL.includes(reader.u16()))
    throw protocolError(
      'Invalid consistency for conditional update. Must be one of SERIAL or LOCAL_SERIAL',
    )
  const timestamp = flags & FLAG.timestamp ? readTimestamp(reader) : undefined
  return {
    consistency,
    values,
    names,
    skipMetadata: (flags & FLAG.skipMetadata) !== 0,
    pageSize: page > 0 ? page : Infinity,
    pagingState,
    timestamp,
  }
}

const LEAST = -(2n ** 63n)

function readTimestamp(reader: Reader): Timestamp {
  const value = reader.i64()
  if (value === LEAST)
    throw protocolError(
      `Out of bound timestamp, must be in [${LEAST + 1n}, ${-LEAST - 1n}] (got ${value})`,
    )
  return timestampFrom(value)
}

export function readConsistency(reader: Reader): number {
  const code = reader.u16()
  if (code > 0x0a) throw protocolError(`Unknown code ${code} for a consistency level`)
  return code
}

export interface BatchMessage {
  readonly consistency: number
  readonly type: 'LOGGED' | 'UNLOGGED' | 'COUNTER'
  readonly parts: readonly {
    readonly query?: string
    readonly id?: Buffer
    readonly values: readonly Bound[]
  }[]
  readonly timestamp: Timestamp | undefined
}

const TYPES = ['LOGGED', 'UNLOGGED', 'COUNTER'] as const

export function readBatch(reader: Reader): BatchMessage {
  const type = TYPES[reader.u8()]
  if (!type) throw protocolError('Invalid batch type')
  const parts = Array.from({ length: reader.u16() }, () => {
    const isPrepared = reader.u8() === 1
    const query = isPrepared ? undefined : reader.longString()
    const id = isPrepared ? reader.shortBytes() : undefined
    const values: Bound[] = Array.from({ length: reader.u16() }, () => reader.value())
    return { query, id, values }
  })
  const consistency = readConsistency(reader)
  const flags = reader.left > 0 ? reader.u8() : 0
  if (flags & FLAG.serialConsistency) reader.u16()
  const timestamp = flags & FLAG.timestamp ? readTimestamp(reader) : undefined
  return { consistency, type, parts, timestamp }
}
