// What has just come into a live list, by the ids of its rows, for as long as it is washed in
// water. A first page is not news.
import { shallowRef, watch, type Ref, type ShallowRef } from 'vue'

const FRESH_MS = 600

export function useFresh<Item>(
  items: Readonly<Ref<readonly Item[]>>,
  idOf: (item: Item) => string,
  isWatching: () => boolean,
): Readonly<ShallowRef<ReadonlySet<string>>> {
  const fresh = shallowRef<ReadonlySet<string>>(new Set())
  watch(
    () => items.value.at(-1),
    (last, before) => {
      if (!last || !before || !isWatching()) return
      const ids = items.value.slice(items.value.indexOf(before) + 1).map(idOf)
      fresh.value = new Set([...fresh.value, ...ids])
      setTimeout(() => {
        const gone = new Set(ids)
        fresh.value = new Set([...fresh.value].filter(id => !gone.has(id)))
      }, FRESH_MS)
    },
  )
  return fresh
}
