// The export menu of a result: to the clipboard or to a file, as CSV, JSON or INSERT statements.
import { copyText, saveText, t, type MenuItem } from '@renderer/ui'
import { tableOfResult, type StatementResult } from './console'
import { toCsv, toInserts, toJson, type ResultRows } from './export-rows'
import { fullName } from './snippets'

export function resultExports(
  result: ResultRows,
  of: StatementResult | undefined,
  hasMore: boolean,
): MenuItem[] {
  const table = tableOfResult(of)
  const file = table?.name ?? 'result'
  const target =
    table?.keyspace === undefined
      ? (table?.name ?? 'table_name')
      : fullName({ keyspace: table.keyspace, name: table.name })
  const copy = (text: string) =>
    void copyText(text, t('query.copiedRows', { n: result.rows.length }))
  return [
    ...(hasMore ? [{ label: t('query.onlyLoaded') }] : []),
    { label: t('query.copyCsv'), icon: 'copy', run: () => copy(toCsv(result)) },
    { label: t('query.copyJson'), icon: 'copy', run: () => copy(toJson(result)) },
    { label: t('query.copyCql'), icon: 'copy', run: () => copy(toInserts(result, target)) },
    '-',
    {
      label: t('query.saveCsv'),
      icon: 'download',
      run: () => saveText(`${file}.csv`, toCsv(result), 'text/csv'),
    },
    {
      label: t('query.saveJson'),
      icon: 'download',
      run: () => saveText(`${file}.json`, toJson(result), 'application/json'),
    },
    {
      label: t('query.saveCql'),
      icon: 'download',
      run: () => saveText(`${file}.cql`, toInserts(result, target)),
    },
  ]
}
