// A table of settings, of a topic or of the broker: found by their names, those that differ from
// their defaults first and, on request, alone.
import { computed, ref } from 'vue'
import type { Column } from './table'
import { t } from './text'

interface Setting {
  readonly name: string
  readonly value: string | null
  readonly readOnly: boolean
}

interface SettingWords<Row> {
  readonly isDefault: (row: Row) => boolean
  /** Where its value comes from, in the column `state`. */
  readonly state: (row: Row) => string
  /** In px, of the name, the value and the state. */
  readonly widths: readonly [number, number, number]
}

export function useSettingRows<Row extends Setting>(
  all: () => readonly Row[],
  { isDefault, state, widths }: SettingWords<Row>,
) {
  const filter = ref('')
  const onlyChanged = ref(false)
  const rows = computed(() =>
    all()
      .filter(
        row =>
          row.name.includes(filter.value.trim().toLowerCase()) &&
          (!onlyChanged.value || !isDefault(row)),
      )
      .sort(
        (a, b) =>
          Number(isDefault(a)) - Number(isDefault(b)) ||
          Number(a.readOnly) - Number(b.readOnly) ||
          a.name.localeCompare(b.name),
      ),
  )
  const columns = computed<Column<Row>[]>(() => {
    const [name, value, origin] = widths
    const wide = { grows: true, mono: true } as const
    return [
      { key: 'name', title: t('topics.setting'), width: name, ...wide, text: row => row.name },
      { key: 'value', title: t('topics.value'), width: value, ...wide, text: r => r.value ?? '' },
      { key: 'state', title: t('topics.state'), width: origin, text: state },
    ]
  })
  return { filter, onlyChanged, rows, columns }
}
