// Asks again at an interval, for data without a feed. It never asks while the page is hidden or the
// last answer is outstanding, so that a slow cluster does not get two questions at once.
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
