// What going back to a checkpoint does again, line by line: the dialog and the command line say the
// same.
import type { Language } from '../lab'
import type { KeptCheckpoint } from '../contract'
import { checkpoints } from './ui/checkpoints'
import { say } from './ui/words'

export function againLines(
  { job, batch, again }: KeptCheckpoint,
  language: Language,
  nameOf = (node: string) => node,
): string[] {
  const { batches, records, sinks } = again
  return [
    say(checkpoints.again, language, { batch, job, batches, records }),
    ...sinks
      .filter(({ rows }) => rows > 0)
      .map(({ node, rows, how }) => say(checkpoints[how], language, { node: nameOf(node), rows })),
  ]
}
