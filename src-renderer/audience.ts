// Starts the page for the room: the look of the guest's own system, a channel that can only ask, and
// the slide.
import { createApp, h } from 'vue'
import { TooltipProvider } from 'reka-ui'
import { restoreLook, startNodeTypes, startRoom } from './client'
import RoomPage from './features/present/RoomPage.vue'
import { sayStartFailed } from './ui'
import './ui/styles/tokens.css'
import './ui/styles/base.css'
import './ui/styles/controls.css'
import './ui/styles/panels.css'

async function start(): Promise<void> {
  const look = restoreLook()
  startRoom()
  startNodeTypes()
  await look
  createApp({ render: () => h(TooltipProvider, () => h(RoomPage)) }).mount('#app')
}

start().catch(sayStartFailed)
