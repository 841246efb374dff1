// A dead letter as a row, for the nodes that a dead port leads to.
import type { Row } from '@shared/expr'
import type { BadRecord } from '../../model/operator'
import { bytesText } from '../stats'

export const deadRow = (node: string, { reason, record, row }: BadRecord): Row => ({
  node,
  reason: reason.code,
  partition: record?.partition ?? null,
  offset: record?.offset ?? null,
  timestamp: record?.timeMs ?? null,
  key: record?.key ? bytesText(record.key) : null,
  value: record
    ? bytesText(record.value ?? Buffer.alloc(0))
    : JSON.stringify(row ?? null, withDigits),
})

const withDigits = (_: string, value: unknown) =>
  typeof value === 'bigint' ? String(value) : value
