// Starts the page: first the look, so that the first paint has the right theme and the words, then
// the channel, then the frame. What fails on the way is said on the page.
import { createApp } from 'vue'
import App from './app/App.vue'
import { makeRouter } from './app/router'
import { restoreLook, setClient, startClient } from './client'
import { sayStartFailed } from './ui'
import './ui/styles/tokens.css'
import './ui/styles/base.css'
import './ui/styles/controls.css'
import './ui/styles/panels.css'

// The page's content policy forbids compiling code out of strings. zod, which comes with the canvas,
// reads this before it would try.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

async function start(): Promise<void> {
  const look = restoreLook()
  // A made-up host for work on the screens alone; the condition is false in a build, and the import
  // with it.
  if (import.meta.env.DEV && new URLSearchParams(location.search).has('fake')) {
    const { fakeClient } = await import('./testing')
    setClient(fakeClient())
  } else await startClient()
  await look
  createApp(App).use(makeRouter()).mount('#app')
}

start().catch(sayStartFailed)
