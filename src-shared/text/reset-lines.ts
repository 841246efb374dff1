// What a reset takes, line by line: the dialog, the toast after it and the command line say the same.
import type { Language } from '../lab'
import type { ResetContents } from '../contract'
import { reset } from './ui/reset'
import { say } from './ui/words'

/** Parts that hold nothing have no line; seed and clock say where the lab begins again. */
export function resetLines(what: ResetContents, language: Language): string[] {
  const { topics, groups, tables, files, fileNames, filesKept, hasState, seed, clock } = what
  const names = (list: readonly string[]) => list.join(', ')
  const some = (list: readonly string[], of: number) =>
    names(list) + (of > list.length ? ', …' : '')
  return [
    ...topics.map(({ topic, records }) => say(reset.topic, language, { topic, n: records })),
    ...(groups.length > 0 ? [say(reset.groups, language, { groups: names(groups) })] : []),
    ...(tables.length > 0 ? [say(reset.tables, language, { tables: names(tables) })] : []),
    ...(files > 0 ? [say(reset.files, language, { n: files, names: some(fileNames, files) })] : []),
    ...(hasState ? [say(reset.state, language)] : []),
    ...(filesKept > 0 ? [say(reset.filesKept, language, { n: filesKept })] : []),
    clock === undefined
      ? say(reset.startNow, language, { seed: String(seed) })
      : say(reset.start, language, { seed: String(seed), clock }),
  ]
}
