// Compiles SET, VALUES and the columns of a DELETE into changes of cells. Follows Cassandra's
// Operation, Lists, Sets, Maps and UserTypes: overwriting a collection first deletes its older
// elements.
import { type Expr, printTerm, type UpdateOperation } from '@shared/cql'
import { classCast, invalid } from '../../errors'
import type { Column, Table } from '../../schema/model'
import { type CqlType, isCollection, isList, isMap, isUdt } from '../../types'
import type { Scope } from '../context'
import { findColumn } from '../rows/restrictions'
import { fieldPath } from '../rows/rows'
import type { Term } from '../terms/term'
import { compileTerm } from '../terms/terms'
import { compileChange } from './changes'
import { addElements, elementPath } from './elements'
import { cellOf, type Operation, receiverOf, wholeColumn } from './operation'

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

/** A new value for a column, as a statement writes it. */
export function compileSet(scope: Scope, table: Table, column: Column, value: Expr): Operation {
  const term = compileTerm(scope, value, receiverOf(table, column))
  if (value.kind === 'tuple' && isUdt(column.type))
    throw classCast('cql3.Tuples$Value', 'cql3.UserTypes$Value')
  return setValue(column, term)
}

/** `conditional`: the statement reads the row anyway, so that a change may build on its value. */
export function compileUpdate(
  scope: Scope,
  table: Table,
  operation: UpdateOperation,
  conditional: boolean,
): Operation {
  const column = findColumn(table, operation.column)
  if (column.kind === 'partition_key' || column.kind === 'clustering')
    throw invalid(`PRIMARY KEY part ${column.name} found in SET part`)
  switch (operation.kind) {
    case 'set':
      if (column.type.kind === 'counter') {
        if (operation.value.kind === 'null')
          throw invalid('Invalid null value for counter increment/decrement')
        throw invalid(
          `Cannot set the value of counter column ${column.name} (counters can only be incremented/decremented, not set)`,
        )
      }
      return compileSet(scope, table, column, operation.value)
    case 'add':
    case 'subtract':
    case 'prepend':
      return compileChange(scope, table, column, operation, conditional)
    case 'setElement':
      return compileSetElement(scope, table, column, operation.key, operation.value)
    case 'setField':
      return compileSetField(scope, table, column, operation.field, operation.value)
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
