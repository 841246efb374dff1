// What becomes of each node's state when a changed lab goes on, as lines: said before it happens.
import type { StateFate } from '@shared/contract'
import type { Language } from '@shared/lab'
import { describeError } from '@shared/text'
import { cli } from '@shared/text/ui/cli'
import { say } from '@shared/text/ui/words'

const WORDS = { kept: cli.stateKept, grown: cli.stateGrown, dropped: cli.stateDropped }

/** A line for each node, and what can be done instead. */
export function stateLines(fates: readonly StateFate[], language: Language): string[] {
  const lines = fates.map(({ node, fate, ...why }) => {
    const { what, todo } = describeError(why, language)
    return `${node}: ${say(WORDS[fate], language)}. ${what} ${todo}`.trimEnd()
  })
  if (fates.every(({ fate }) => fate === 'kept')) return lines
  const isRefused = fates.some(({ needsClean }) => needsClean)
  return [...lines, say(isRefused ? cli.stateRefused : cli.stateChoice, language)]
}

/** The same for programs. */
export const printedFates = (fates: readonly StateFate[], language: Language) =>
  fates.map(fate => ({ ...fate, ...describeError(fate, language) }))
