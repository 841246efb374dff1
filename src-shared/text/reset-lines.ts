// What a reset takes, line by line: the dialog, the toast after it and the command line say the same.
import type { Language } from '../lab'
import type { ResetContents } from '../contract'
import { reset } from './ui/reset'
import { say } from './ui/words'

/** Parts that hold nothing have no line; seed and clock say where the lab begins again. */
export function resetLines(what: ResetContents, language: Language): string[] {
  const { topics, groups, tables, files, hasState, seed, clock } = what
  const names = (list: readonly string[]) => list.join(', ')
  return [
    ...topics.map(({ topic, records }) => say(reset.topic, language, { topic, n: records })),
    ...(groups.length > 0 ? [say(reset.groups, language, { groups: names(groups) })] : []),
    ...(tables.length > 0 ? [say(reset.tables, language, { tables: names(tables) })] : []),
    ...(files > 0 ? [say(reset.files, language, { n: files })] : []),
    ...(hasState ? [say(reset.state, language)] : []),
    clock === undefined
      ? say(reset.startNow, language, { seed: String(seed) })
      : say(reset.start, language, { seed: String(seed), clock }),
  ]
}
