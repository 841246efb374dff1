// The size of an element, as it changes.
import { onBeforeUnmount, onMounted, shallowRef, type Ref } from 'vue'

export function useSize(host: Ref<HTMLElement | null>) {
  const size = shallowRef({ width: 0, height: 0 })
  let observer: ResizeObserver | undefined
  onMounted(() => {
    const element = host.value
    if (!element) return
    observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element
      if (width > 0 && height > 0) size.value = { width, height }
    })
    observer.observe(element)
  })
  onBeforeUnmount(() => observer?.disconnect())
  return size
}
