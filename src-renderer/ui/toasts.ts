// Toasts: bottom right, at most three. One that only says something goes after 6 s, unless it is
// hovered or focused. One with a button stays until somebody acts on it or closes it, because a
// person may need longer to reach the button (WCAG 2.2.1); it goes by itself only when its act would
// do something else than it says. An error that a field can show never becomes a toast.
import { effectScope, ref, watch } from 'vue'

export interface ToastAct {
  readonly label: string
  readonly run: () => void
  /** The act no longer does what the toast says. */
  readonly isOver?: () => boolean
}

export interface Toast {
  readonly id: number
  readonly tone: 'ok' | 'bad' | 'info'
  readonly text: string
  readonly act?: ToastAct
}

const TOASTS_MAX = 3
export const TOAST_MS = 6000
let next = 1

export const toasts = ref<readonly Toast[]>([])
/** What watches whether the act of a toast is over. */
const watched = new Map<number, () => void>()

export function toast(tone: Toast['tone'], text: string, act?: ToastAct): number {
  const id = next++
  const isSame = (each: Toast) => each.text === text && each.tone === tone
  const rest = toasts.value.filter(each => !isSame(each))
  show([...rest, { id, tone, text, act }])
  const isOver = act?.isOver
  if (isOver === undefined) return id
  const scope = effectScope(true)
  watched.set(id, () => scope.stop())
  scope.run(() => watch(isOver, over => over && dismissToast(id), { flush: 'sync' }))
  return id
}

export function dismissToast(id: number): void {
  show(toasts.value.filter(each => each.id !== id))
}

/** Those without a button make room first. */
function show(all: readonly Toast[]): void {
  const goes =
    all.length <= TOASTS_MAX ? undefined : (all.slice(0, -1).find(({ act }) => !act) ?? all[0])
  toasts.value = all.filter(each => each !== goes)
  for (const [id, stop] of watched)
    if (toasts.value.every(each => each.id !== id)) {
      stop()
      watched.delete(id)
    }
}
