// Why a start that a person asked for may not be wanted. It waits until they have answered.
import { shallowRef } from 'vue'
import type { StateFate } from '@shared/contract'
import type { Problem } from '@shared/lab'
import { client } from './client'

interface Doubts {
  readonly problems: readonly Problem[]
  /** Of each node that keeps state; empty where nothing of it is lost or new. */
  readonly state: readonly StateFate[]
}
type Wish = Parameters<typeof client.runs.doubts>[0]

const NONE: Doubts = { problems: [], state: [] }

export const startDoubts = shallowRef(NONE)

export const forgetDoubts = (): void => void (startDoubts.value = NONE)

/**
 * None where they cannot be known: the start itself says what is wrong. `isOpen`: the lab still is; if
 * not, nothing is asked, because an answer would start the lab that is open by then.
 */
export async function askDoubts(wish: Wish, isOpen: () => boolean): Promise<boolean> {
  const { problems, state } = await client.runs.doubts(wish).catch(() => NONE)
  const isTold = state.some(({ fate }) => fate !== 'kept')
  if (isOpen()) startDoubts.value = { problems, state: isTold ? state : [] }
  return problems.length > 0 || isTold
}
