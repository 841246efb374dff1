import { expect, it } from 'vitest'
import { useSettingRows } from './use-setting-rows'

const setting = (name: string, isDefault: boolean, readOnly = false) => ({
  name,
  value: isDefault ? null : '1',
  readOnly,
  isDefault,
})
const all = [
  setting('a.fixed', true, true),
  setting('b.plain', true),
  setting('c.set', false),
  setting('d.given', false, true),
]

it('shows what differs first, what cannot be changed last, and finds by name', () => {
  const { filter, onlyChanged, rows, columns } = useSettingRows(() => all, {
    isDefault: row => row.isDefault,
    state: row => (row.isDefault ? 'default' : 'set'),
    widths: [1, 2, 3],
  })
  const names = () => rows.value.map(({ name }) => name)
  expect(names()).toEqual(['c.set', 'd.given', 'b.plain', 'a.fixed'])
  onlyChanged.value = true
  expect(names()).toEqual(['c.set', 'd.given'])
  filter.value = ' GIVEN'
  expect(names()).toEqual(['d.given'])
  expect(columns.value.map(({ text }) => text?.(all[0]!))).toEqual(['a.fixed', '', 'default'])
})
