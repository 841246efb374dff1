// What is in the file of a run, and what is not, line by line: the dialog and the command line say
// the same.
import type { Language } from '../lab'
import type { RunArchive } from '../contract'
import { checkpoints } from './ui/checkpoints'
import { say } from './ui/words'

export function archiveLines(archive: RunArchive, language: Language): string[] {
  const { lab, path, checkpoints: n, keys, topics, tables } = archive
  return [
    say(checkpoints.archive, language, { lab, path }),
    say(checkpoints.inside, language, { n, keys }),
    ...(topics.length > 0
      ? [say(checkpoints.noTopics, language, { topics: topics.join(', ') })]
      : []),
    ...(tables.length > 0
      ? [say(checkpoints.noTables, language, { tables: tables.join(', ') })]
      : []),
    say(checkpoints.noFiles, language),
  ]
}
