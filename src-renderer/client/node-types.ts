// The catalogue of node types, asked of the host once: every screen that draws a lab reads it. A
// node describes itself there, so no screen knows a type by name.
import { computed, shallowRef, watch } from 'vue'
import type { NodeInfo } from '@shared/contract'
import { client } from './client'
import { hostState } from './host-state'
import { toastError } from './words'

const known = shallowRef<ReadonlyMap<string, NodeInfo>>(new Map())

/** By type; empty until the host has answered. */
export const nodeTypes = computed(() => known.value)

export const nodeInfo = (type: string | undefined): NodeInfo | undefined =>
  known.value.get(type ?? '')

/** Called once by the frame. A host that comes back may be a newer one. */
export function startNodeTypes(): void {
  watch(hostState, state => void (state === 'ready' && load()), { immediate: true })
}

async function load(): Promise<void> {
  try {
    const list = await client.labs.catalog({})
    known.value = new Map(list.map(info => [info.type, info]))
  } catch (failure) {
    toastError(failure)
  }
}
