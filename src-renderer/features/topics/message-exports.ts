// The export menu of the message browser: files in three forms, and the clipboard.
import { copyText, saveText, t, type MenuItem } from '@renderer/ui'
import { asCsv, asJson, asNdjson, type MessageRow } from './browse'

export function exportItems(
  topic: string,
  rows: readonly MessageRow[],
  fields: readonly string[],
): MenuItem[] {
  const csvFields = fields.length > 0 ? fields : ['value']
  return [
    {
      label: t('topics.exportJson'),
      icon: 'download',
      run: () => saveText(`${topic}.json`, asJson(rows), 'application/json'),
    },
    {
      label: t('topics.exportNdjson'),
      icon: 'download',
      run: () => saveText(`${topic}.ndjson`, asNdjson(rows), 'application/x-ndjson'),
    },
    {
      label: t('topics.exportCsv'),
      icon: 'download',
      run: () => saveText(`${topic}.csv`, asCsv(rows, csvFields), 'text/csv'),
    },
    '-',
    { label: t('common.copy'), icon: 'copy', run: () => void copyText(asNdjson(rows)) },
  ]
}
