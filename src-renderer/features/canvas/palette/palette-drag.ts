// The node type that a drag from the palette carries. A page may not read the data of a drag before
// the drop, so the type is kept here as well.
import { ref } from 'vue'

export const NODE_MIME = 'application/x-sluice-node'
export const draggedType = ref<string>()
