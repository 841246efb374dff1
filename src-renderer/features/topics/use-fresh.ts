// Washes the rows that just came into a live list. The first page is not news.
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
      wash(items.value.slice(items.value.indexOf(before) + 1).map(idOf))
    },
  )
  return fresh
}
