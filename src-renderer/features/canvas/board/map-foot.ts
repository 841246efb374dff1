// In a narrow window the overview has no room on the canvas where no node could be: then it is in
// the foot of the inspector, while that is open.
import { shallowRef } from 'vue'

export const mapFoot = shallowRef<HTMLElement | null>(null)
export const NARROW_PX = 1300
