// The page could not start: the words of its language did not come, or the browser forbids it to
// keep the key of its tab. Nothing is drawn by then, so the page would stay blank. Here it says
// what happened and what to do, in words that need no file.
import { TooltipProvider } from 'reka-ui'
import { createApp, h } from 'vue'
import { pageStart } from '@shared/text/page-start'
import { say } from '@shared/text/ui/words'
import BrokenPanel from './BrokenPanel.vue'
import { wantedLanguage } from './text'

/** `reload` is a parameter so that a test can press the button. */
export function sayStartFailed(error: unknown, reload = () => location.reload()): void {
  console.error(error)
  const language = wantedLanguage()
  const isForbidden = error instanceof DOMException && error.name === 'SecurityError'
  const panel = {
    text: say(isForbidden ? pageStart.forbidden : pageStart.lost, language),
    todo: say(isForbidden ? pageStart.forbiddenTodo : pageStart.lostTodo, language),
    again: say(pageStart.reload, language),
    onRetry: reload,
  }
  document.documentElement.lang = language
  createApp({ render: () => h(TooltipProvider, () => h(BrokenPanel, panel)) }).mount('#app')
}
