// Changes to a lab while it runs. A safe change acts a moment after it was checked; any other
// waits, with its reason, for a restart or a clean start. The host decides which is which
// (`runs.patch`). This file asks it and keeps the answer for the strip below the canvas.
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { LabChange } from '@shared/contract'
import { LabError } from '@shared/errors'
import { client, isCancelled, session, textToRun, toastError } from '@renderer/client'
import { t, toast } from '@renderer/ui'
import { editor } from './editor'

const SETTLE_MS = 400

const waiting = shallowRef<readonly LabChange[]>([])
const restarting = ref(false)
/** The text that would run now, with the output that this person has chosen. */
const runText = computed(() => textToRun(session.labId.value, session.text.value))
const wrong = computed(() => session.problems.value.some(problem => problem.severity === 'error'))

export const liveChanges = {
  /** Changes that the run does not have yet. */
  waiting,
  /** One of them cannot continue from the present state. */
  needsClean: computed(() => waiting.value.some(change => change.needs === 'clean')),
  /** Some could act at once, but nobody made them here: the run already had another text. */
  couldAct: computed(() => waiting.value.some(change => change.needs === 'live')),
  restarting,
  restart,
  apply: () =>
    session.labId.value === undefined
      ? undefined
      : patch(session.labId.value, runText.value).catch(toastError),
}

/** Called once by the lab's page, in its own scope. */
export function watchLiveChanges(): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0
  /** The text that the run got last. */
  let told: string | undefined
  watch(
    () =>
      [
        session.labId.value,
        session.state.value === 'running' || session.state.value === 'paused',
        runText.value,
        session.text.value === session.checkedText.value &&
          !editor.textBroken.value &&
          !wrong.value,
      ] as const,
    ([lab, goes, text, ready], before) => {
      clearTimeout(timer)
      if (lab !== before?.[0] || !goes) {
        waiting.value = []
        told = undefined
      }
      if (lab === undefined || !goes || !ready || text === told || restarting.value) return
      timer = setTimeout(() => void tell(lab, text), SETTLE_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))

  async function tell(lab: string, text: string): Promise<void> {
    const mine = ++asked
    try {
      if (editor.touched.value) await patch(lab, text)
      else {
        // A run that was already going may have another text; opening a page must change nothing.
        const { changes } = await client.runs.changes({ lab, text })
        if (mine === asked) waiting.value = changes.filter(matters)
      }
      if (mine === asked) told = text
    } catch (failure) {
      // A run that has ended meanwhile takes no changes.
      const isOver = LabError.from(failure).code === 'run-not-found' || !session.alive.value
      if (mine === asked && !isCancelled(failure) && !isOver) toastError(failure)
    }
  }
}

const matters = (change: LabChange) => change.code !== 'change-shown'
/** The slider already shows that a new rate acts. */
const isRate = (change: LabChange) => change.path.endsWith('.with.rate')

async function patch(lab: string, text: string): Promise<void> {
  const { applied, refused } = await client.runs.patch({ lab, text })
  if (session.labId.value !== lab || runText.value !== text) return
  waiting.value = refused
  const acts = applied.filter(change => matters(change) && !isRate(change))
  if (acts.length > 0) toast('ok', t('canvas.actsNow', { n: acts.length }))
}

/**
 * With the lab as it is now: what becomes of states is asked as before any other start. From nothing, or,
 * where its checkpoint is damaged, from the one before it, the person has answered already.
 */
async function restart(from?: 'nothing' | 'previous'): Promise<void> {
  if (restarting.value) return
  restarting.value = true
  try {
    if (from === 'previous') await session.goBack(from)
    else await session.start(from && 'clean')
  } catch (failure) {
    toastError(failure)
  } finally {
    restarting.value = false
  }
}
