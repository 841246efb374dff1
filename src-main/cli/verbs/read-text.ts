// How much of a topic was read for an answer, as a sentence.
import type { SqlResult } from '@shared/contract'
import { cli } from '@shared/text/ui/cli'
import type { VerbContext } from '../verb'

const READ = {
  end: cli.sqlRead,
  limit: cli.sqlReadLimit,
  size: cli.sqlReadSize,
  'time-limit': cli.sqlReadTime,
}

export const readText = (
  { topic, scanned, of, stoppedBecause }: SqlResult['read'][number],
  say: VerbContext['say'],
): string => say(READ[stoppedBecause], { topic, scanned, of })
