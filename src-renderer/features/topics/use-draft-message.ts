// The message that a person writes by hand in the Produce form, filled in from an earlier one on
// request.
import { computed, ref } from 'vue'
import { formatNumber, t } from '@renderer/ui'
import type { TopicRecord } from '@shared/contract'
import {
  compact,
  jsonFault,
  pretty,
  RECORDS_MAX,
  recordsOfLines,
  VALUE_CHARS_MAX,
  type OutRecord,
} from './produce'

export function useDraftMessage() {
  const key = ref('')
  const value = ref('{\n  \n}')
  const partition = ref('')
  const tombstone = ref(false)
  const times = ref('1')
  const headers = ref<{ name: string; value: string }[]>([])

  function fill(record: TopicRecord): void {
    key.value = record.key ?? ''
    tombstone.value = record.value === null
    value.value = pretty(record.value ?? '')
    headers.value = record.headers.map(([name, header]) => ({ name, value: header }))
  }
  const repeats = computed(() => (/^\d+$/.test(times.value) ? Number(times.value) : 0))
  const badTimes = computed(() => repeats.value < 1 || repeats.value > RECORDS_MAX)
  const fault = computed(() => {
    if (value.value.length > VALUE_CHARS_MAX) return t('topics.tooLong')
    return badTimes.value ? t('topics.outOfRange', { min: 1, max: RECORDS_MAX }) : undefined
  })
  /** A value need not be JSON, so this does not stop the message. */
  const notice = computed(() => {
    const reason = tombstone.value ? undefined : jsonFault(value.value)
    return reason === undefined ? undefined : t('topics.valueNotJson', { reason })
  })
  function records(): readonly OutRecord[] {
    const named = headers.value.filter(header => header.name !== '')
    const one: OutRecord = {
      key: key.value === '' ? null : key.value,
      value: tombstone.value ? null : compact(value.value),
      ...(partition.value === '' ? {} : { partition: Number(partition.value) }),
      ...(named.length > 0
        ? { headers: Object.fromEntries(named.map(header => [header.name, header.value])) }
        : {}),
    }
    return Array.from({ length: repeats.value }, () => one)
  }
  return {
    key,
    value,
    partition,
    tombstone,
    times,
    headers,
    fill,
    badTimes,
    fault,
    notice,
    records,
  }
}
export type DraftMessage = ReturnType<typeof useDraftMessage>

/** Many messages, one per line. */
export function useDraftLines() {
  const lines = ref('')
  const found = computed(() => recordsOfLines(lines.value))
  const fault = computed(() => {
    if (found.value.length > RECORDS_MAX)
      return t('topics.manyTooMany', { max: formatNumber(RECORDS_MAX) })
    return found.value.some(each => (each.value?.length ?? 0) > VALUE_CHARS_MAX)
      ? t('topics.tooLong')
      : undefined
  })
  return { lines, found, fault, records: () => found.value }
}
export type DraftLines = ReturnType<typeof useDraftLines>
