// Asking again every so often, for what has no feed. Never while the page is hidden or the last
// answer is still out, so that a slow cluster is not asked twice at once.
import { onScopeDispose } from 'vue'
import type { CallState } from './use-call'

export function usePoll(
  state: Pick<CallState<unknown>, 'busy' | 'reload'>,
  everyMs: number,
  awake: () => boolean = () => true,
): void {
  const timer = setInterval(() => {
    if (!document.hidden && !state.busy.value && awake()) void state.reload()
  }, everyMs)
  onScopeDispose(() => clearInterval(timer))
}
