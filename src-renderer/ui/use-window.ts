// Finds the rows of a scrolling list that can be seen, for rows of one height. A list that draws
// only these costs the same with a thousand rows as with ten. Fixed heights make it plain
// arithmetic: no measuring and no library.
import { computed, onBeforeUnmount, onMounted, ref, watch, type ComputedRef, type Ref } from 'vue'

export interface RowWindow {
  /** First row drawn and the one after the last. */
  readonly first: ComputedRef<number>
  readonly end: ComputedRef<number>
  isDrawn(index: number): boolean
  readonly totalPx: ComputedRef<number>
  readonly offsetPx: ComputedRef<number>
  readonly viewPx: Ref<number>
  readonly widthPx: Ref<number>
  scrollTo(index: number): void
  toTop(): void
}

const OVERSCAN = 6
/** Before the list has a height. */
const FIRST_PX = 400

export function useWindow(
  host: Ref<HTMLElement | null>,
  rowPx: () => number,
  count: () => number,
  headPx = 0,
): RowWindow {
  const scrollTop = ref(0)
  const viewPx = ref(0)
  const widthPx = ref(0)
  let observer: ResizeObserver | undefined

  const read = () => {
    if (host.value) scrollTop.value = host.value.scrollTop
  }
  onMounted(() => {
    const element = host.value
    if (!element) return
    element.addEventListener('scroll', read, { passive: true })
    observer = new ResizeObserver(() => {
      viewPx.value = element.clientHeight
      widthPx.value = element.clientWidth
      read()
    })
    observer.observe(element)
    viewPx.value = element.clientHeight
    widthPx.value = element.clientWidth
  })
  onBeforeUnmount(() => {
    observer?.disconnect()
    host.value?.removeEventListener('scroll', read)
  })
  // A list that got shorter moves the scroll bar without a scroll event in some browsers.
  watch(count, () => requestAnimationFrame(read))

  const first = computed(() =>
    Math.max(0, Math.min(count(), Math.floor(scrollTop.value / rowPx()) - OVERSCAN)),
  )
  const end = computed(() =>
    Math.min(
      count(),
      Math.ceil((scrollTop.value + (viewPx.value || FIRST_PX)) / rowPx()) + OVERSCAN,
    ),
  )

  function scrollTo(index: number): void {
    const element = host.value
    if (!element) return
    const top = index * rowPx()
    const view = element.clientHeight - headPx
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + rowPx() > element.scrollTop + view) element.scrollTop = top + rowPx() - view
    read()
  }

  return {
    first,
    end,
    isDrawn: index => index >= first.value && index < end.value,
    totalPx: computed(() => count() * rowPx()),
    offsetPx: computed(() => first.value * rowPx()),
    viewPx,
    widthPx,
    scrollTo,
    toTop() {
      if (host.value) host.value.scrollTop = 0
      read()
    },
  }
}
