// The columns of the message table: offset and time, then as many fields of the JSON as there is
// room for. A person can put away a field or bring it back.
import { computed, onBeforeUnmount, onMounted, ref, type ComputedRef, type Ref } from 'vue'
import { formatMoment, roomOf, t, type Column, type MenuItem } from '@renderer/ui'
import { cell, type MessageRow } from './browse'
import { commonFields } from './json-nodes'

const SAMPLED = 40
const CHAR_PX = 7.3
const HEAD_CHAR_PX = 6.7
/** Offset and time. */
const FIXED_PX = 184
const PARTITION_PX = 68
const KEY_PX = 130

type MessageColumn = Column<MessageRow>

/** Long texts (ids, lists) are cut: the message at the right has them whole. */
function fieldWidth(sample: readonly MessageRow[], name: string): number {
  const longest = sample.reduce(
    (most, row) => Math.max(most, cell(row, name)?.length ?? 0),
    name.length,
  )
  const head = Math.round(name.length * HEAD_CHAR_PX + 24)
  return Math.max(head, Math.min(longest > 20 ? 108 : 170, Math.round(longest * CHAR_PX + 22)))
}

const isNumeric = (sample: readonly MessageRow[], name: string) =>
  sample.length > 0 &&
  sample.every(
    row =>
      row.json?.kind === 'object' &&
      ['number', undefined].includes(row.json.entries.find(([key]) => key === name)?.[1].kind),
  )

function useWidth(box: Ref<HTMLElement | null>): Readonly<Ref<number>> {
  const widthPx = ref(0)
  let observer: ResizeObserver | undefined
  onMounted(() => {
    observer = new ResizeObserver(() => (widthPx.value = box.value?.clientWidth ?? 0))
    if (box.value) observer.observe(box.value)
  })
  onBeforeUnmount(() => observer?.disconnect())
  return widthPx
}

export function useMessageColumns(
  box: Ref<HTMLElement | null>,
  rows: ComputedRef<readonly MessageRow[]>,
  partitions: () => number,
) {
  /**
   * Fields that a person put away or brought back; undefined means as many as there is room for.
   */
  const hidden = ref<ReadonlySet<string>>()
  const roomPx = useWidth(box)
  const fields = computed(() => commonFields(rows.value.slice(0, 50).map(row => row.json)))
  const sample = computed(() => rows.value.slice(0, SAMPLED))
  const hasKeys = computed(() => rows.value.slice(0, 100).some(row => row.record.key !== null))

  const shownFields = computed(() => {
    if (hidden.value) return fields.value.filter(field => hidden.value?.has(field) !== true)
    let left = roomPx.value - FIXED_PX
    if (partitions() > 1) left -= PARTITION_PX
    if (hasKeys.value) left -= KEY_PX
    const fit = fields.value.filter(field => (left -= fieldWidth(sample.value, field)) >= 0)
    return fit.length > 0 || roomPx.value === 0 ? fit : fields.value.slice(0, 1)
  })

  const fieldColumns = computed<MessageColumn[]>(() =>
    shownFields.value.map(field => ({
      key: `f-${field}`,
      title: field,
      width: fieldWidth(sample.value, field),
      grows: roomOf([field, ...sample.value.map(row => cell(row, field))]),
      mono: true,
      ...(isNumeric(sample.value, field) ? { align: 'right' as const } : {}),
      text: row => (row.json ? cell(row, field) : row.record.value),
    })),
  )
  const columns = computed<MessageColumn[]>(() => [
    ...(partitions() > 1 ? [partitionColumn()] : []),
    {
      key: 'offset',
      title: t('topics.offset'),
      width: 76,
      align: 'right',
      mono: true,
      text: row => row.record.offset,
    },
    {
      key: 'time',
      title: t('topics.time'),
      note: t('topics.localTime'),
      width: 108,
      mono: true,
      tone: 't2',
      text: row => formatMoment(row.record.timeMs),
    },
    ...(hasKeys.value ? [keyColumn()] : []),
    ...(fieldColumns.value.length > 0 ? fieldColumns.value : [valueColumn()]),
  ])

  function toggle(field: string): void {
    const next = new Set(
      hidden.value ?? fields.value.filter(each => !shownFields.value.includes(each)),
    )
    if (!next.delete(field)) next.add(field)
    hidden.value = next
  }
  const columnItems = computed<MenuItem[]>(() =>
    fields.value.length === 0
      ? []
      : [
          { label: t('topics.columnsHint') },
          ...fields.value.map(field => ({
            label: field,
            checked: shownFields.value.includes(field),
            run: () => toggle(field),
          })),
        ],
  )
  return { columns, columnItems, shownFields }
}

const partitionColumn = (): MessageColumn => ({
  key: 'partition',
  title: t('topics.partition'),
  width: PARTITION_PX,
  align: 'right',
  mono: true,
  tone: 't2',
  text: row => String(row.record.partition),
})
const keyColumn = (): MessageColumn => ({
  key: 'key',
  title: t('topics.key'),
  width: KEY_PX,
  mono: true,
  text: row => row.record.key,
})
const valueColumn = (): MessageColumn => ({
  key: 'value',
  title: t('topics.value'),
  width: 240,
  grows: true,
  mono: true,
  text: row => row.record.value,
})
