// Compiles SET, VALUES and the columns of a DELETE into changes of cells. Follows Cassandra's
// Operation, Lists, Sets, Maps and UserTypes: overwriting a collection first deletes its older
// elements, and a list is ordered by the time at which its elements were added.
import { type Expr, printTerm, type UpdateOperation } from '@shared/cql'
import { invalid } from '../../errors'
import type { Column, Table } from '../../schema/model'
import type { Cell } from '../../storage'
import {
  type CqlType,
  isCollection,
  isList,
  isMap,
  isSet,
  isUdt,
  native,
  setType,
  unpackList,
  unpackTuple,
} from '../../types'
import type { Scope } from '../context'
import type { Bound } from '../../result'
import { findColumn } from '../rows/restrictions'
import { fieldPath, pathOf, type RowView } from '../rows/rows'
import { compileTerm } from '../terms/terms'
import { type Receiver, type Term } from '../terms/term'

export interface WriteContext {
  readonly values: readonly Bound[]
  readonly timestamp: number
  readonly ttl: number
  readonly now: number
  /** Ever increasing, for the order of list elements. */
  nextSequence(): number
  /** The row as it is, for operations that must read. */
  before(): RowView | undefined
}

export interface Operation {
  readonly column: Column
  readonly needsRead: boolean
  readonly counter?: boolean
  apply(context: WriteContext, cells: Cell[]): void
}

export const receiverOf = (table: Table, column: Column): Receiver => ({
  keyspace: table.keyspace,
  table: table.name,
  name: column.name,
  type: column.type,
})

export function cellOf(
  column: Column,
  context: WriteContext,
  value: Buffer | null,
  path?: string,
): Cell {
  const expires = context.ttl > 0 && value !== null ? context.now + context.ttl : 0
  return {
    column: column.id,
    path,
    timestamp: context.timestamp,
    ttl: expires ? context.ttl : 0,
    expires,
    value,
    deletedAt: value === null ? context.now : 0,
  }
}

export const wholeColumn = (column: Column, context: WriteContext, before: number): Cell => ({
  column: column.id,
  timestamp: context.timestamp - before,
  ttl: 0,
  expires: 0,
  value: null,
  deletedAt: context.now,
  wholeColumn: true,
})

/** Elements are sorted by path: appended ones count up from the middle, prepended ones down. */
const MIDDLE = 2 ** 52
function sequencePath(n: number): string {
  const at = MIDDLE + n
  const high = Math.floor(at / 2 ** 32)
  const low = at >>> 0
  return String.fromCharCode(
    high >>> 24,
    (high >> 16) & 255,
    (high >> 8) & 255,
    high & 255,
    low >>> 24,
    (low >> 16) & 255,
    (low >> 8) & 255,
    low & 255,
  )
}

function addElements(
  column: Column,
  context: WriteContext,
  value: Buffer,
  cells: Cell[],
  prepend = false,
): void {
  const { type } = column
  if (isList(type)) {
    const items = unpackList(value)
    const paths = items.map(() =>
      sequencePath(prepend ? -context.nextSequence() : context.nextSequence()),
    )
    if (prepend) paths.reverse()
    items.forEach((item, i) => cells.push(cellOf(column, context, item, paths[i])))
  } else if (isSet(type)) {
    for (const item of unpackList(value))
      cells.push(cellOf(column, context, Buffer.alloc(0), pathOf(type.of, item)))
  } else if (isMap(type)) {
    const parts = unpackList(value, 2)
    for (let i = 0; i < parts.length; i += 2)
      cells.push(cellOf(column, context, parts[i + 1]!, pathOf(type.key, parts[i]!)))
  } else if (isUdt(type)) {
    unpackTuple(value).forEach((field, i) =>
      cells.push(cellOf(column, context, field, fieldPath(i))),
    )
  }
}

export function setValue(column: Column, term: Term): Operation {
  const simple = !column.type.multiCell
  return {
    column,
    needsRead: false,
    apply(context, cells) {
      const value = term.bind(context.values)
      if (value === undefined) return
      if (simple) {
        cells.push(cellOf(column, context, value))
        return
      }
      cells.push(wholeColumn(column, context, value === null ? 0 : 1))
      if (value !== null) addElements(column, context, value, cells)
    },
  }
}

export function compileUpdate(scope: Scope, table: Table, operation: UpdateOperation): Operation {
  const column = findColumn(table, operation.column)
  if (column.kind === 'partition_key' || column.kind === 'clustering')
    throw invalid(`PRIMARY KEY part ${column.name} found in SET part`)
  switch (operation.kind) {
    case 'set':
      if (column.type.kind === 'counter') {
        throw invalid(
          `Cannot set the value of counter column ${column.name} (counters can only be incremented/decremented, not set)`,
        )
      }
      return setValue(column, compileTerm(scope, operation.value, receiverOf(table, column)))
    case 'add':
    case 'subtract':
    case 'prepend':
      return compileChange(scope, table, column, operation)
    case 'setElement':
      return compileSetElement(scope, table, column, operation.key, operation.value)
    case 'setField':
      return compileSetField(scope, table, column, operation.field, operation.value)
  }
}

type Change = Extract<UpdateOperation, { kind: 'add' | 'subtract' | 'prepend' }>

function printChange({ column, kind, value }: Change): string {
  const text = printTerm(value)
  // The minus is Cassandra's own slip of the pen.
  if (kind === 'prepend') return `${column} = ${text} - ${column}`
  return `${column} = ${column} ${kind === 'add' ? '+' : '-'} ${text}`
}

function compileChange(scope: Scope, table: Table, column: Column, operation: Change): Operation {
  const { type } = column
  const to = receiverOf(table, column)
  if (type.kind === 'counter') {
    if (operation.kind === 'prepend')
      throw invalid(
        `Invalid operation (${printChange(operation)}) for non list column ${column.name}`,
      )
    const term = compileTerm(scope, operation.value, to)
    return counterChange(column, term, operation.kind === 'subtract')
  }
  if (!isCollection(type)) {
    const what = isUdt(type) && type.multiCell ? 'UDT' : 'non counter'
    throw invalid(`Invalid operation (${printChange(operation)}) for ${what} column ${column.name}`)
  }
  if (!type.multiCell)
    throw invalid(
      `Invalid operation (${printChange(operation)}) for frozen collection column ${column.name}`,
    )
  if (operation.kind === 'prepend') {
    if (!isList(type))
      throw invalid(
        `Invalid operation (${printChange(operation)}) for non list column ${column.name}`,
      )
    return adding(column, compileTerm(scope, operation.value, to), true)
  }
  if (operation.kind === 'add')
    return adding(column, compileTerm(scope, operation.value, to), false)
  // From a map, keys are taken away: m - {'k'}.
  const removed = isMap(type) ? setType(type.key, true) : type
  return removing(column, compileTerm(scope, operation.value, { ...to, type: removed }))
}

function adding(column: Column, term: Term, prepend: boolean): Operation {
  return {
    column,
    needsRead: false,
    apply(context, cells) {
      const value = term.bind(context.values)
      if (value) addElements(column, context, value, cells, prepend)
    },
  }
}

function removing(column: Column, term: Term): Operation {
  const { type } = column
  return {
    column,
    needsRead: isList(type),
    apply(context, cells) {
      const value = term.bind(context.values)
      if (!value) return
      if (isList(type)) {
        const gone = unpackList(value)
        for (const cell of listCells(column, context)) {
          const found =
            cell.value && gone.some(g => cell.value && type.of.compare(g, cell.value) === 0)
          if (found) cells.push(cellOf(column, context, null, cell.path))
        }
        return
      }
      const of = isMap(type) ? type.key : isSet(type) ? type.of : type
      for (const item of unpackList(value))
        cells.push(cellOf(column, context, null, pathOf(of, item)))
    },
  }
}

function counterChange(column: Column, term: Term, negative: boolean): Operation {
  return {
    column,
    needsRead: true,
    counter: true,
    apply(context, cells) {
      const value = term.bind(context.values)
      if (value === undefined) return
      if (value === null) throw invalid('Invalid null value for counter increment/decrement')
      const cell = context.before()?.cells[column.slot]
      const old = cell && !Array.isArray(cell) && cell.value ? cell.value.readBigInt64BE() : 0n
      const change = value.readBigInt64BE()
      const sum = Buffer.allocUnsafe(8)
      sum.writeBigInt64BE(BigInt.asIntN(64, negative ? old - change : old + change))
      // The sum replaces the old value: it must be later, whatever the clocks say.
      const timestamp = Math.max(
        context.timestamp,
        cell && !Array.isArray(cell) ? cell.timestamp + 1 : 0,
      )
      cells.push({ ...cellOf(column, context, sum), timestamp })
    },
  }
}

function listCells(column: Column, context: WriteContext): readonly Cell[] {
  const cells = context.before()?.cells[column.slot]
  return Array.isArray(cells) ? cells : []
}

const INDEX: Omit<Receiver, 'keyspace' | 'table'> = { name: 'idx', type: native('int') }

function elementPath(
  scope: Scope,
  table: Table,
  column: Column,
  key: Expr,
  doing: 'set' | 'delete',
): { needsRead: boolean; path(context: WriteContext): string } {
  const { type } = column
  const to = receiverOf(table, column)
  if (isList(type)) {
    const index = compileTerm(scope, key, { ...to, name: INDEX.name, type: INDEX.type })
    return {
      needsRead: true,
      path(context) {
        const bytes = index.bind(context.values)
        if (!bytes)
          throw invalid(`Invalid ${bytes === null ? 'null' : 'unset'} value for list index`)
        const at = bytes.readInt32BE()
        const cells = listCells(column, context)
        if (cells.length === 0)
          throw invalid(
            `Attempted to ${doing} an element ${doing === 'set' ? 'on' : 'from'} a list which is null`,
          )
        const cell = cells[at]
        if (at < 0 || !cell)
          throw invalid(`List index ${at} out of bound, list has size ${cells.length}`)
        return cell.path ?? ''
      },
    }
  }
  const of = isMap(type) ? type.key : isSet(type) ? type.of : undefined
  if (!of) throw invalid(`Invalid operation on ${column.name}`)
  const term = compileTerm(scope, key, {
    ...to,
    name: `${isMap(type) ? 'key' : 'value'}(${column.name})`,
    type: of,
  })
  return {
    needsRead: false,
    path(context) {
      const value = term.bind(context.values)
      if (!value)
        throw invalid(
          `Invalid ${value === null ? 'null' : 'unset'} ${isMap(type) ? 'map key' : 'set element'}`,
        )
      return pathOf(of, value)
    },
  }
}

function compileSetElement(
  scope: Scope,
  table: Table,
  column: Column,
  key: Expr,
  value: Expr,
): Operation {
  const { type } = column
  const shown = `${column.name}[${printTerm(key)}] = ${printTerm(value)}`
  if (!isCollection(type))
    throw invalid(`Invalid operation (${shown}) for non collection column ${column.name}`)
  if (!type.multiCell)
    throw invalid(`Invalid operation (${shown}) for frozen collection column ${column.name}`)
  if (type.kind === 'set')
    throw invalid(`Invalid operation (${shown}) for set column ${column.name}`)
  const element = elementPath(scope, table, column, key, 'set')
  const of: CqlType = isMap(type) ? type.value : isList(type) ? type.of : type
  const term = compileTerm(scope, value, {
    ...receiverOf(table, column),
    name: `value(${column.name})`,
    type: of,
  })
  return {
    column,
    needsRead: element.needsRead,
    apply(context, cells) {
      const bytes = term.bind(context.values)
      const path = element.path(context)
      if (bytes !== undefined) cells.push(cellOf(column, context, bytes, path))
    },
  }
}

function compileSetField(
  scope: Scope,
  table: Table,
  column: Column,
  name: string,
  value: Expr,
): Operation {
  const { type } = column
  const shown = `${column.name}.${name} = ${printTerm(value)}`
  if (!isUdt(type)) throw invalid(`Invalid operation (${shown}) for non-UDT column ${column.name}`)
  if (!type.multiCell)
    throw invalid(`Invalid operation (${shown}) for frozen UDT column ${column.name}`)
  const index = type.fields.findIndex(f => f.name === name)
  const field = type.fields[index]
  if (!field) throw invalid(`UDT column ${column.name} does not have a field named ${name}`)
  const term = compileTerm(scope, value, {
    ...receiverOf(table, column),
    name: `${column.name}.${name}`,
    type: field.type,
  })
  return {
    column,
    needsRead: false,
    apply(context, cells) {
      const bytes = term.bind(context.values)
      if (bytes !== undefined) cells.push(cellOf(column, context, bytes, fieldPath(index)))
    },
  }
}

export function compileDeletion(
  scope: Scope,
  table: Table,
  deletion: { column: string; element?: Expr; field?: string },
): Operation {
  const column = findColumn(table, deletion.column)
  if (column.kind === 'partition_key' || column.kind === 'clustering') {
    throw invalid(
      `Invalid identifier ${column.name} for deletion (should not be a PRIMARY KEY part)`,
    )
  }
  const { type } = column
  if (deletion.element) {
    if (!isCollection(type))
      throw invalid(`Invalid deletion operation for non collection column ${column.name}`)
    if (!type.multiCell)
      throw invalid(`Invalid deletion operation for frozen collection column ${column.name}`)
    const element = elementPath(scope, table, column, deletion.element, 'delete')
    return {
      column,
      needsRead: element.needsRead,
      apply: (context, cells) =>
        void cells.push(cellOf(column, context, null, element.path(context))),
    }
  }
  if (deletion.field !== undefined) {
    if (!isUdt(type))
      throw invalid(`Invalid field deletion operation for non-UDT column ${column.name}`)
    if (!type.multiCell)
      throw invalid(`Frozen UDT column ${column.name} does not support field deletions`)
    const index = type.fields.findIndex(f => f.name === deletion.field)
    if (index < 0)
      throw invalid(`UDT column ${column.name} does not have a field named ${deletion.field}`)
    return {
      column,
      needsRead: false,
      apply: (context, cells) => void cells.push(cellOf(column, context, null, fieldPath(index))),
    }
  }
  return {
    column,
    needsRead: false,
    apply: (context, cells) =>
      void cells.push(
        type.multiCell ? wholeColumn(column, context, 0) : cellOf(column, context, null),
      ),
  }
}
