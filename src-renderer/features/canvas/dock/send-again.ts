// Dead letters on their way back to their topic. A topic only grows, so what was sent cannot be taken
// back: sending waits some seconds, in which Undo still keeps everything as it is. The promise holds
// when another lab is opened meanwhile; when the run itself is gone, its numbers mean other letters,
// and the person reads that nothing was sent. Texts that a person mended are kept until they are
// sent, and what was sent is known to the host.
import { computed, shallowRef, watch } from 'vue'
import type { DeadLetter, SentAgain } from '@shared/contract'
import { client, errorWords, runs, session, toastError } from '@renderer/client'
import { dismissToast, t, toast } from '@renderer/ui'

/** Less than a toast stays, so that Undo is never a promise that is too late. */
const WAIT_MS = 5000

interface Batch {
  readonly lab: string
  readonly run: string
  readonly seqs: readonly number[]
}
type Texts = ReadonlyMap<number, string>

/** A letter's number means something in one run only. */
function runOf(lab: string | undefined): string | undefined {
  const run = lab === undefined ? undefined : runs.value.get(lab)
  return run && `${run.lab} ${run.startedAt}`
}
const runId = computed(() => runOf(session.labId.value))

/** By the run. */
const texts = shallowRef<ReadonlyMap<string, Texts>>(new Map())
const batches = shallowRef<readonly Batch[]>([])

/** Those three are of the open lab's run, by the number of the letter. */
const mended = computed<Texts>(() => texts.value.get(runId.value ?? '') ?? new Map())
const waiting = computed<ReadonlySet<number>>(
  () => new Set(batches.value.flatMap(({ run, seqs }) => (run === runId.value ? seqs : []))),
)
const sent = shallowRef<ReadonlyMap<number, SentAgain>>(new Map())

watch(runId, () => {
  const present = new Set([...runs.value.keys()].map(runOf))
  texts.value = new Map([...texts.value].filter(([run]) => present.has(run)))
  sent.value = new Map()
  void readSent()
})

export async function readSent(): Promise<void> {
  const lab = session.labId.value
  const run = runId.value
  if (lab === undefined || run === undefined) return
  const all = await client.runs.sentAgain({ lab }).catch(() => [])
  if (run === runId.value)
    sent.value = new Map([...sent.value, ...all.map(each => [each.seq, each] as const)])
}

function mend(seq: number, value: string | undefined, run = runId.value): void {
  if (run === undefined) return
  const next = new Map(texts.value.get(run))
  if (value === undefined) next.delete(seq)
  else next.set(seq, value)
  texts.value = new Map(texts.value).set(run, next)
}

/** Rows that a sink refused have no record; those under way or sent need no second one. */
const canSend = ({ seq, offset }: DeadLetter): boolean =>
  offset !== undefined && !waiting.value.has(seq) && !sent.value.has(seq)

/** After the wait, unless the person takes it back. */
function sendSoon(letters: readonly DeadLetter[]): void {
  const lab = session.labId.value
  const run = runId.value
  const seqs = letters.filter(canSend).map(({ seq }) => seq)
  if (lab === undefined || run === undefined || seqs.length === 0) return
  const batch: Batch = { lab, run, seqs }
  batches.value = [...batches.value, batch]
  const end = () => (batches.value = batches.value.filter(each => each !== batch))
  const timer = setTimeout(() => {
    dismissToast(told)
    end()
    if (runOf(lab) === run) void send(batch)
    else toast('bad', t('canvas.nothingSent', { lab }))
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

async function send({ lab, run, seqs }: Batch): Promise<void> {
  try {
    const { sent: gone, refused } = await client.runs.sendAgain({
      lab,
      letters: seqs.map(seq => {
        const value = texts.value.get(run)?.get(seq)
        return { seq, ...(value === undefined ? {} : { value }) }
      }),
    })
    if (run === runId.value)
      sent.value = new Map([...sent.value, ...gone.map(each => [each.seq, each] as const)])
    for (const { seq } of gone) mend(seq, undefined, run)
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
