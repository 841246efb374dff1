// Toasts: bottom right, for 6 s, at most three, kept while hovered or focused. An error that a
// field can show never becomes a toast.
import { ref } from 'vue'

export interface Toast {
  readonly id: number
  readonly tone: 'ok' | 'bad' | 'info'
  readonly text: string
  readonly act?: { readonly label: string; readonly run: () => void }
}

const TOASTS_MAX = 3
export const TOAST_MS = 6000
let next = 1

export const toasts = ref<readonly Toast[]>([])

export function toast(tone: Toast['tone'], text: string, act?: Toast['act']): number {
  const same = toasts.value.find(each => each.text === text && each.tone === tone)
  const rest = toasts.value.filter(each => each !== same)
  const id = next++
  toasts.value = [...rest, { id, tone, text, act }].slice(-TOASTS_MAX)
  return id
}

export function dismissToast(id: number): void {
  toasts.value = toasts.value.filter(each => each.id !== id)
}
