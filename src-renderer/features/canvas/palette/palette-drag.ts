// What a drag from the palette carries: the node's type. The page may not read it before the drop,
// so it stands here as well.
import { ref } from 'vue'

export const NODE_MIME = 'application/x-sluice-node'
export const draggedType = ref<string>()
