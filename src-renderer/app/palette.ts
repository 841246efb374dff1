// Whether the command palette is open: the top bar's button and Ctrl+K both open it.
import { ref } from 'vue'

const open = ref(false)
export const palette = { open, show: () => (open.value = true) }
