// Why a job read records twice, and what became of the rows of a sink, as one line each: the screen and
// the command line say the same.
import type { RedeliveredRow, RedeliveredSink, Redelivery } from '@shared/contract'
import type { Language } from '../lab'
import { redelivery } from './ui/redelivery'
import { say } from './ui/words'

export const ROW_WORDS = {
  same: 'rowSame',
  changed: 'rowChanged',
  added: 'rowAdded',
  removed: 'rowRemoved',
  given: 'rowGiven',
} as const satisfies Readonly<Record<RedeliveredRow['what'], keyof typeof redelivery>>

export function whyReadTwice(
  { cause, job, from, records, batches }: Redelivery,
  language: Language,
  nameOf = (node: string) => node,
): string {
  const why = say(redelivery[cause], language, { job: nameOf(job), batch: from })
  return `${why} ${say(redelivery.sum, language, { records, n: batches })}`
}

export function sinkAgainLine(
  { how, compared, changed = 0, doubled: n }: RedeliveredSink,
  language: Language,
): string {
  if (how === 'twice') return say(redelivery.twice, language, { n })
  if (how !== 'same') return say(redelivery.once, language)
  if (compared === undefined || compared === 0) return say(redelivery.notCompared, language)
  return changed === 0
    ? say(redelivery.allSame, language, { n: compared })
    : say(redelivery.someChanged, language, { n: compared, changed })
}
