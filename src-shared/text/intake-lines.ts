// What a source took from outside, as one line of the ledger, on the screen and on the command line.
import { INTAKE_REASONS, type IntakeLedger } from '@shared/contract'
import type { Language } from '../lab'
import { figures } from './ui/figures'
import { say } from './ui/words'

export function intakeLine(
  { node, taken, refused, again = 0 }: IntakeLedger,
  language: Language,
  name = node,
): string {
  const reasons = INTAKE_REASONS.flatMap(reason => {
    const n = refused[reason] ?? 0
    const values = { n, reason: say(figures[`intake_${reason}`], language) }
    return n === 0 ? [] : [say(figures.intakeRefused, language, values)]
  })
  return [
    say(figures.intakeTaken, language, { node: name, n: taken }),
    ...(again > 0 ? [say(figures.intakeAgain, language, { n: again })] : []),
    ...reasons,
  ].join(', ')
}
