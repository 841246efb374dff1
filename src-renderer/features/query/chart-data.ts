// Turns a result into a chart. It guesses from types and keys which column has the names and which
// have the values; a person can change that.
import type { ChartData } from '@renderer/charts'
import type { CqlColumn } from '@shared/contract'
import { isNumeric, type ResultRows } from './export-rows'

export interface ChartChoice {
  readonly kind: 'bar' | 'line' | 'donut'
  readonly x: number
  readonly y: readonly number[]
}

export const CHART_ROWS_MAX = 500

export function numericColumns(columns: readonly CqlColumn[]): number[] {
  return columns.flatMap((column, index) => (isNumeric(column.type) ? [index] : []))
}

/**
 * The first name-like column (a key first of all) against the first number that is not part of the
 * key.
 */
export function guessChart(columns: readonly CqlColumn[]): ChartChoice | undefined {
  const numbers = numericColumns(columns)
  if (numbers.length === 0) return undefined
  const names = columns.flatMap((column, index) => (isNumeric(column.type) ? [] : [index]))
  const timed = names.find(index => /^(timestamp|date|timeuuid)$/.test(columns[index]?.type ?? ''))
  const key = names.find(index => columns[index]?.kind === 'partition_key') ?? names[0] ?? 0
  const x = timed ?? key
  const free = numbers.filter(index => index !== x)
  const y =
    free.find(
      index => !columns[index]?.name.startsWith('system.token') && !isKey(columns[index]),
    ) ??
    free[0] ??
    numbers[0] ??
    0
  return { kind: timed === undefined ? 'bar' : 'line', x, y: [y] }
}

const isKey = (column: CqlColumn | undefined) =>
  column?.kind === 'partition_key' || column?.kind === 'clustering'

export function chartDataOf({ columns, rows }: ResultRows, choice: ChartChoice): ChartData {
  const drawn = rows.slice(0, CHART_ROWS_MAX)
  return {
    categories: drawn.map((row, index) => row[choice.x] ?? `${index + 1}`),
    series: choice.y.map(index => ({
      name: columns[index]?.name ?? '',
      values: drawn.map(row => {
        const value = row[index]
        const number = value === null || value === undefined ? Number.NaN : Number(value)
        return Number.isFinite(number) ? number : null
      }),
    })),
  }
}
