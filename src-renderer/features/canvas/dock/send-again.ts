// Dead letters on their way back to their topic. A topic only grows, so what was sent cannot be taken
// back: sending waits some seconds, in which Undo still keeps everything as it is. Texts that a person
// mended are kept until they are sent, and what was sent is known to the host.
import { computed, shallowRef, watch } from 'vue'
import type { DeadLetter, SentAgain } from '@shared/contract'
import { client, errorWords, session, toastError } from '@renderer/client'
import { dismissToast, t, toast } from '@renderer/ui'

/** Less than a toast stays, so that Undo is never a promise that is too late. */
const WAIT_MS = 5000

/** By the number of the letter, of the open lab's run. */
const mended = shallowRef<ReadonlyMap<number, string>>(new Map())
const waiting = shallowRef<ReadonlySet<number>>(new Set())
const sent = shallowRef<ReadonlyMap<number, SentAgain>>(new Map())
const runId = computed(() => `${session.labId.value} ${session.run.value?.startedAt}`)
watch(runId, () => {
  mended.value = new Map()
  sent.value = new Map()
})

export async function readSent(): Promise<void> {
  const lab = session.labId.value
  if (lab === undefined || session.run.value === undefined) return
  const all = await client.runs.sentAgain({ lab }).catch(() => [])
  if (lab === session.labId.value) sent.value = new Map(all.map(each => [each.seq, each]))
}

function mend(seq: number, value: string | undefined): void {
  const next = new Map(mended.value)
  if (value === undefined) next.delete(seq)
  else next.set(seq, value)
  mended.value = next
}

/** Rows that a sink refused have no record; those under way or sent need no second one. */
const canSend = ({ seq, offset }: DeadLetter): boolean =>
  offset !== undefined && !waiting.value.has(seq) && !sent.value.has(seq)

/** After the wait, unless the person takes it back. */
function sendSoon(letters: readonly DeadLetter[]): void {
  const lab = session.labId.value
  const mine = runId.value
  const seqs = letters.filter(canSend).map(({ seq }) => seq)
  if (lab === undefined || seqs.length === 0) return
  waiting.value = new Set([...waiting.value, ...seqs])
  const end = () => (waiting.value = new Set([...waiting.value].filter(seq => !seqs.includes(seq))))
  const timer = setTimeout(() => {
    dismissToast(told)
    end()
    if (mine === runId.value) void send(lab, seqs)
  }, WAIT_MS)
  const told = toast('info', soonText(seqs), {
    label: t('common.undo'),
    run: () => {
      clearTimeout(timer)
      end()
    },
  })
}

/** Two of them never read alike, so that each keeps its Undo. */
const soonText = (seqs: readonly number[]) =>
  seqs.length === 1
    ? t('canvas.sendsSoonOne', { seq: seqs[0] ?? 0, seconds: WAIT_MS / 1000 })
    : t('canvas.sendsSoon', { n: seqs.length, seconds: WAIT_MS / 1000 })

async function send(lab: string, seqs: readonly number[]): Promise<void> {
  try {
    const { sent: gone, refused } = await client.runs.sendAgain({
      lab,
      letters: seqs.map(seq => {
        const value = mended.value.get(seq)
        return { seq, ...(value === undefined ? {} : { value }) }
      }),
    })
    sent.value = new Map([...sent.value, ...gone.map(each => [each.seq, each] as const)])
    for (const { seq } of gone) mend(seq, undefined)
    const [first] = gone
    if (first && gone.length === 1) toast('ok', t('canvas.letterSent', { ...first }))
    else if (first) toast('ok', t('canvas.lettersSent', { n: gone.length, topic: first.topic }))
    const [bad] = refused
    if (bad) {
      const { what, todo } = errorWords(bad.reason)
      toast('bad', `${what} ${todo}`)
    }
  } catch (failure) {
    toastError(failure)
  }
}

export const letters = { mended, waiting, sent, mend, canSend, sendSoon }
