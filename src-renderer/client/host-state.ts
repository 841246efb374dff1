// Whether the host of the labs answers. The channel writes it; the banner and the status bar read
// it.
import { ref, shallowRef } from 'vue'
import type { ErrorData } from '@shared/errors'

/**
 * `lost`: it answered before and does not now; the client keeps trying. `refused` is final: wrong
 * token or another version.
 */
export type HostState = 'connecting' | 'ready' | 'lost' | 'refused'

export const hostState = ref<HostState>('connecting')
/** When the host was last heard, while it is lost: what the page shows is of then. */
export const lostSince = ref<number>()
export const hostError = shallowRef<ErrorData>()
