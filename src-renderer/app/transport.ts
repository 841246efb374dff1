// The run controls of the open lab, shared by the top bar and the keys. A failure is said in a toast; the state comes with the feed.
import { client, session, toastError } from '@renderer/client'

const ofLab = async (act: (input: { lab: string }) => Promise<unknown>): Promise<void> => {
  const lab = session.labId.value
  if (lab === undefined) return
  await act({ lab }).catch(toastError)
}

export const start = (): Promise<void> => session.start().catch(toastError)
export const pause = (): Promise<void> => ofLab(client.runs.pause)
export const resume = (): Promise<void> => ofLab(client.runs.resume)
export const step = (): Promise<void> => ofLab(client.runs.step)
export const stop = (): Promise<void> => ofLab(client.runs.stop)
export const reset = (): Promise<void> => ofLab(client.runs.reset)
