// The result that is shown: its rows, its columns with the keys that only the schema knows, the
// number of rows, and whether more can be read.
import { computed } from 'vue'
import { formatLength, t } from '@renderer/ui'
import { ROWS_MAX, schema, tab, tableOfResult } from './console'
import type { ResultRow } from './result-columns'
import { columnsOf } from './warnings'

export function useResult() {
  const shown = computed(() => tab.value.results[tab.value.shown])
  /** The driver tells types but not keys; the schema knows the keys. */
  const result = computed(() => {
    const found = shown.value?.result
    const table = tableOfResult(shown.value)
    const known = table && columnsOf(schema.value, table.keyspace, table.name)
    if (!found || !known) return found
    const kinds = new Map(known.map(column => [column.name, column.kind]))
    return {
      ...found,
      columns: found.columns.map(column => ({
        ...column,
        kind: column.kind ?? kinds.get(column.name),
      })),
    }
  })
  const rows = computed<readonly ResultRow[]>(() =>
    (result.value?.rows ?? []).map((values, index) => ({ values, index })),
  )
  const warnings = computed(() => result.value?.warnings ?? [])
  const count = computed(() => {
    const n = rows.value.length
    return result.value?.pageState
      ? t('query.rowsSoFar', { n })
      : t('query.rowsIn', { n, time: formatLength(shown.value?.ms ?? 0) })
  })
  const more = computed(() => {
    if (result.value?.pageState === undefined) return undefined
    return rows.value.length >= ROWS_MAX ? 'full' : 'more'
  })
  /** The outcome of a statement without rows. */
  const outcome = computed(() => {
    const at = result.value
    if (!at) return ''
    const time = formatLength(shown.value?.ms ?? at.ms)
    if (at.kind === 'schema') return t('query.doneSchema', { time })
    if (at.kind === 'use') return t('query.doneUse', { keyspace: at.keyspace ?? '' })
    return at.kind === 'void' ? t('query.doneVoid', { time }) : ''
  })
  return { shown, result, rows, warnings, count, more, outcome }
}
