// Results and errors → frame bodies (protocol v4, sections 4.2.1 and 4.2.5).
import { CqlError, errorCode } from '../errors'
import type { MarkerSpec, Result, ResultColumn, SchemaChange } from '../result'
import { beginFrame, finishFrame, flag, opcode } from './frame'
import { Writer } from '../bytes/writer'

const RESULT = { void: 1, rows: 2, setKeyspace: 3, prepared: 4, schemaChange: 5 } as const
const GLOBAL_TABLE = 1
const HAS_MORE_PAGES = 2
const NO_METADATA = 4
/** Consistency level ONE. */
const ONE = 1

export interface Reply {
  readonly version: number
  readonly stream: number
  readonly tracing?: Buffer
  readonly warnings?: readonly string[]
}

function begin(reply: Reply, bytes?: number): { writer: Writer; flags: number } {
  const writer = new Writer(bytes)
  beginFrame(writer)
  let flags = 0
  if (reply.tracing) {
    flags |= flag.tracing
    writer.raw(reply.tracing)
  }
  if (reply.warnings && reply.warnings.length > 0 && reply.version >= 4) {
    flags |= flag.warning
    writer.stringList(reply.warnings)
  }
  return { writer, flags }
}

/** The commonest answer, ready made: only version and stream differ. */
const VOID = Buffer.from([0x84, 0, 0, 0, opcode.result, 0, 0, 0, 4, 0, 0, 0, RESULT.void])

export function voidFrame(version: number, stream: number): Buffer {
  const frame = Buffer.allocUnsafe(VOID.length)
  frame.set(VOID)
  frame[0] = 0x80 | version
  frame[2] = stream >> 8
  frame[3] = stream
  return frame
}

export function resultFrame(reply: Reply, result: Result, skipMetadata: boolean): Buffer {
  const warnings = result.warnings ?? reply.warnings
  if (result.kind === 'void' && !reply.tracing && !warnings?.length)
    return voidFrame(reply.version, reply.stream)
  const { writer, flags } = begin(
    { ...reply, warnings },
    result.kind === 'rows' ? 64 + result.rows.length * 64 : 64,
  )
  switch (result.kind) {
    case 'void':
      writer.i32(RESULT.void)
      break
    case 'setKeyspace':
      writer.i32(RESULT.setKeyspace).string(result.keyspace)
      break
    case 'schemaChange':
      writeSchemaChange(writer.i32(RESULT.schemaChange), result.change)
      break
    case 'rows': {
      writer.i32(RESULT.rows)
      writeMetadata(writer, result.columns, result.pagingState, skipMetadata)
      writer.i32(result.rows.length)
      for (const row of result.rows) for (const value of row) writer.bytes(value)
      break
    }
  }
  return finishFrame(writer, reply.version, flags, reply.stream, opcode.result)
}

function writeMetadata(
  writer: Writer,
  columns: readonly ResultColumn[],
  pagingState: Buffer | undefined,
  skip: boolean,
): void {
  const first = columns[0]
  const global =
    first !== undefined &&
    columns.every(c => c.keyspace === first.keyspace && c.table === first.table)
  writer.i32((skip ? NO_METADATA : global ? GLOBAL_TABLE : 0) | (pagingState ? HAS_MORE_PAGES : 0))
  writer.i32(columns.length)
  if (pagingState) writer.bytes(pagingState)
  if (skip) return
  writeColumns(writer, columns, global)
}

function writeColumns(writer: Writer, columns: readonly ResultColumn[], global: boolean): void {
  const first = columns[0]
  if (global && first) writer.string(first.keyspace).string(first.table)
  for (const column of columns) {
    if (!global) writer.string(column.keyspace).string(column.table)
    writer.string(column.name)
    column.type.writeOption(writer)
  }
}

export function writeSchemaChange(writer: Writer, change: SchemaChange): void {
  writer.string(change.change).string(change.target).string(change.keyspace)
  if (change.target !== 'KEYSPACE') writer.string(change.name ?? '')
}

export function preparedFrame(
  reply: Reply,
  prepared: {
    id: Buffer
    markers: readonly MarkerSpec[]
    partitionKeyMarkers?: readonly number[]
    columns?: readonly ResultColumn[]
  },
): Buffer {
  const { writer, flags } = begin(reply)
  const { markers } = prepared
  writer.i32(RESULT.prepared).shortBytes(prepared.id)
  const first = markers[0]
  const global =
    first !== undefined &&
    markers.every(m => m.keyspace === first.keyspace && m.table === first.table)
  writer.i32(global ? GLOBAL_TABLE : 0).i32(markers.length)
  if (reply.version >= 4) {
    const keys = prepared.partitionKeyMarkers ?? []
    writer.i32(keys.length)
    for (const key of keys) writer.u16(key)
  }
  writeColumns(writer, markers, global)
  writeMetadata(writer, prepared.columns ?? [], undefined, prepared.columns === undefined)
  return finishFrame(writer, reply.version, flags, reply.stream, opcode.result)
}

export function errorFrame(reply: Reply, error: CqlError): Buffer {
  const { writer, flags } = begin(reply)
  writer.i32(error.code).string(cut(error.message))
  if (error.code === errorCode.alreadyExists)
    writer.string(error.detail.keyspace ?? '').string(error.detail.table ?? '')
  if (error.code === errorCode.unprepared) writer.shortBytes(error.detail.id ?? Buffer.alloc(0))
  const { replicas } = error.detail
  if (replicas) writer.u16(replicas.consistency).i32(replicas.required).i32(replicas.alive)
  if (error.code === errorCode.readFailure) writer.u16(ONE).i32(0).i32(1).i32(1).u8(0)
  if (error.code === 0x1400) writer.string('system').string('operation').stringList([])
  return finishFrame(writer, reply.version, flags, reply.stream, opcode.error)
}

/** A [string] holds 65535 bytes at most. */
const cut = (message: string) =>
  Buffer.byteLength(message) <= 0xffff ? message : `${message.slice(0, 10_000)}…`

export function simpleFrame(reply: Reply, op: number, write: (writer: Writer) => void): Buffer {
  const { writer, flags } = begin(reply)
  write(writer)
  return finishFrame(writer, reply.version, flags, reply.stream, op)
}
