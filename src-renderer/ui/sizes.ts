// Sizes that a person has set (panels, columns), kept on this computer per screen. A broken or
// missing store gives the default.
import { ref, watch, type Ref } from 'vue'

type Widened<V> = V extends number ? number : V extends boolean ? boolean : string

export function kept<V extends string | number | boolean>(
  key: string,
  initial: V,
): Ref<Widened<V>> {
  const value = ref(read(key, initial)) as Ref<Widened<V>>
  watch(value, now => {
    try {
      localStorage.setItem(`sluice.${key}`, JSON.stringify(now))
    } catch {
      // A private window may refuse; then the size lasts as long as the page.
    }
  })
  return value
}

function read<V extends string | number | boolean>(key: string, initial: V): V {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(`sluice.${key}`) ?? 'null')
    return typeof stored === typeof initial ? (stored as V) : initial
  } catch {
    return initial
  }
}
