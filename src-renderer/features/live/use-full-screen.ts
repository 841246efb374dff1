// The page over the whole screen, and whether it is.
import { onMounted, onScopeDispose, ref, type Ref } from 'vue'

export function useFullScreen(root: Ref<HTMLElement | undefined>) {
  const full = ref(false)
  const changed = () => (full.value = document.fullscreenElement !== null)
  onMounted(() => document.addEventListener('fullscreenchange', changed))
  onScopeDispose(() => document.removeEventListener('fullscreenchange', changed))
  async function fullScreen(): Promise<void> {
    if (document.fullscreenElement) await document.exitFullscreen()
    else await root.value?.requestFullscreen()
  }
  return { full, fullScreen }
}
