// The overview of the canvas is in the foot of the inspector while that is open: there it covers no
// node.
import { shallowRef } from 'vue'

export const mapFoot = shallowRef<HTMLElement | null>(null)
