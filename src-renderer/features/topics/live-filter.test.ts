// The list of live messages lets through what a condition holds for, and what it cannot judge.
import { expect, it } from 'vitest'
import { computed } from 'vue'
import type { TopicRecord } from '@shared/contract'
import { liveFilter } from './use-message-filter'

const record = (value: string, truncated = false): TopicRecord => ({
  ...{ partition: 0, offset: '0', timeMs: 0, key: null, value, truncated },
  headers: [],
  sizeBytes: value.length,
})

it('shows a record that came cut short, rather than lose it', () => {
  const where = { where: 'total > 400', fields: 'struct<total: long>' }
  const passes = liveFilter({ wanted: computed(() => ({ where })) })
  expect(passes(record('{"total": 500}'))).toBe(true)
  expect(passes(record('{"total": 300}'))).toBe(false)
  expect(passes(record('{"pad": "xxxx', true))).toBe(true)
})
