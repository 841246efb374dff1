// A file of JSON lines as a Parquet file: an in-memory engine of its own reads the lines by the types
// of their fields. The file gets its name when it is whole and on the disk.
import { open, rename, rm } from 'node:fs/promises'
import { LabError } from '@shared/errors'
import type { DataType, StructType } from '@shared/expr'
import { loadDuckDb } from './library'
import { PARQUET_OPTIONS } from './parquet'

export interface ParquetOptions {
  readonly compression: 'zstd' | 'snappy' | 'none'
}

export async function writeParquet(
  lines: string,
  file: string,
  row: StructType,
  { compression }: ParquetOptions,
): Promise<void> {
  const { DuckDBInstance } = await loadDuckDb()
  const instance = await DuckDBInstance.create(':memory:', PARQUET_OPTIONS)
  const making = `${file}.part`
  try {
    const connection = await instance.connect()
    // Moments are instants, whatever zone this computer is in.
    await connection.run("SET TimeZone = 'UTC'")
    const columns = row.fields.map(({ name, type }) => `${text(name)}: ${text(duckType(type))}`)
    await connection.run(
      `COPY (SELECT * FROM read_json(${text(lines)}, format = 'newline_delimited',
         columns = {${columns.join(', ')}}))
       TO ${text(making)} (FORMAT parquet, COMPRESSION ${compression === 'none' ? 'uncompressed' : compression})`,
    )
    const made = await open(making, 'r+')
    await made.sync()
    await made.close()
    await rename(making, file)
  } catch (cause) {
    await rm(making, { force: true })
    const message = cause instanceof Error ? cause.message : String(cause)
    const isFull = /No space left|ENOSPC/i.test(message)
    throw new LabError(isFull ? 'disk-full' : 'write-failed', {
      kind: 'storage',
      params: { file, message },
      cause,
    })
  } finally {
    instance.closeSync()
  }
}

const text = (value: string) => `'${value.replaceAll("'", "''")}'`
const name = (value: string) => `"${value.replaceAll('"', '""')}"`

function duckType(type: DataType): string {
  switch (type.kind) {
    case 'int':
      return 'INTEGER'
    case 'long':
      return 'BIGINT'
    case 'double':
      return 'DOUBLE'
    case 'boolean':
      return 'BOOLEAN'
    case 'date':
      return 'DATE'
    case 'timestamp':
      return 'TIMESTAMPTZ'
    case 'decimal':
      return `DECIMAL(${type.precision},${type.scale})`
    case 'array':
      return `${duckType(type.element)}[]`
    case 'map':
      return `MAP(VARCHAR, ${duckType(type.value)})`
    case 'struct':
      return `STRUCT(${type.fields.map(f => `${name(f.name)} ${duckType(f.type)}`).join(', ')})`
    default:
      return 'VARCHAR'
  }
}
