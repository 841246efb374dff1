// Bound values and markers, which go into a statement, and the results that come out. These types
// are below the wire and the statements, so that neither needs the other.
import type { CqlType } from './types'

/** A value for a marker: bytes, null, or undefined when it was left unset. */
export type Bound = Buffer | null | undefined

export interface MarkerSpec {
  readonly keyspace: string
  readonly table: string
  readonly name: string
  readonly type: CqlType
}

export interface ResultColumn {
  readonly keyspace: string
  readonly table: string
  readonly name: string
  readonly type: CqlType
}

export interface SchemaChange {
  readonly change: 'CREATED' | 'UPDATED' | 'DROPPED'
  readonly target: 'KEYSPACE' | 'TABLE' | 'TYPE'
  readonly keyspace: string
  readonly name?: string
}

export type Result = (
  | { readonly kind: 'void' }
  | {
      readonly kind: 'rows'
      readonly columns: readonly ResultColumn[]
      readonly rows: readonly (readonly (Buffer | null)[])[]
      readonly pagingState?: Buffer
    }
  | { readonly kind: 'setKeyspace'; readonly keyspace: string }
  | { readonly kind: 'schemaChange'; readonly change: SchemaChange }
) & { readonly warnings?: readonly string[] }

export const VOID: Result = { kind: 'void' }
