// The run controls of the open lab, shared by the top bar and the keys. A toast shows a failure;
// the new state arrives with the feed.
import { watch } from 'vue'
import { client, session, toastError } from '@renderer/client'
import type { StepSize } from '@shared/contract'
import { LabError } from '@shared/errors'
import { dismissToast, local, t, toast } from '@renderer/ui'

const ofLab = async (act: (input: { lab: string }) => Promise<unknown>): Promise<void> => {
  const lab = session.labId.value
  if (lab === undefined) return
  await act({ lab }).catch(toastError)
}

/** The toast of a failed start disappears when a start succeeds. */
let refused: number | undefined
function accepted(): void {
  if (refused !== undefined) dismissToast(refused)
  refused = undefined
}
watch(session.alive, alive => alive && accepted())

/** A second click, while the host looks at the lab, is not a second start. */
let starting: number | undefined
export async function start(answer?: 'sure' | 'clean'): Promise<void> {
  const mine = session.opened.value
  if (starting === mine) return
  starting = mine
  accepted()
  try {
    await session.start(answer)
  } catch (error) {
    const failure = LabError.from(error)
    const name = local(session.lab.value?.title)
    refused =
      failure.code === 'lab-has-problems' && name !== ''
        ? toast('bad', t('frame.cannotRun', { name, n: Number(failure.params['count'] ?? 1) }))
        : toastError(error)
  } finally {
    if (starting === mine) starting = undefined
  }
}
export const pause = (): Promise<void> => ofLab(client.runs.pause)
export const resume = (): Promise<void> => ofLab(client.runs.resume)
/** One at a time: a step on a slow sink takes a moment. */
let stepping = false
export async function step(by: StepSize): Promise<void> {
  if (stepping) return
  stepping = true
  await ofLab(({ lab }) => client.runs.step({ lab, by }))
  stepping = false
}
export const stop = (): Promise<void> => ofLab(client.runs.stop)
