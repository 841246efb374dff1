// Washes the rows that just came into a live list. The first page is not news, and where all rows
// are new, colour on all of them would say nothing.
import { watch, type Ref, type ShallowRef } from 'vue'
import { useWash } from '@renderer/ui'

export function useFresh<Item>(
  items: Readonly<Ref<readonly Item[]>>,
  idOf: (item: Item) => string,
  isWatching: () => boolean,
): Readonly<ShallowRef<ReadonlySet<string>>> {
  const { fresh, wash } = useWash()
  watch(
    () => items.value.at(-1),
    (last, before) => {
      if (!last || !before || !isWatching()) return
      const at = items.value.indexOf(before)
      if (at >= 0) wash(items.value.slice(at + 1).map(idOf))
    },
  )
  return fresh
}
