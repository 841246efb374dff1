// Sorts the figures of an engine: those worth a line on its card, in this order, and all others
// behind "more" under the names that the engine gives them, so that a figure of a newer engine is
// never lost.
import type { EngineId } from '@shared/contract'

export type FigureWord =
  | 'figTopics'
  | 'figPartitions'
  | 'figConnections'
  | 'figRefused'
  | 'figHeld'
  | 'figGroups'
  | 'figRequests'
  | 'figKeyspaces'
  | 'figTables'
  | 'figBytes'
  | 'figMemory'

export interface Figure {
  readonly id: string
  readonly value: number
  readonly bytes: boolean
  /** A figure without a word is shown under its own name. */
  readonly word?: FigureWord
}

interface Line {
  readonly word: FigureWord
  readonly bytes?: boolean
  /** These are added up: data on disk may be files and a log. */
  readonly of: readonly string[]
}

const LINES: Readonly<Record<EngineId, readonly Line[]>> = {
  kafka: [
    { word: 'figTopics', of: ['topics'] },
    { word: 'figPartitions', of: ['partitions'] },
    { word: 'figGroups', of: ['groups'] },
    { word: 'figConnections', of: ['connections'] },
    { word: 'figRequests', of: ['requests'] },
    { word: 'figBytes', bytes: true, of: ['logBytes', 'sizeBytes', 'diskBytes', 'storedBytes'] },
  ],
  cql: [
    { word: 'figKeyspaces', of: ['keyspaces'] },
    { word: 'figTables', of: ['tables'] },
    { word: 'figConnections', of: ['connections'] },
    { word: 'figRefused', of: ['connectionsRefused'] },
    { word: 'figRequests', of: ['requests'] },
    { word: 'figHeld', bytes: true, of: ['requestBytes', 'answerBytes'] },
    { word: 'figBytes', bytes: true, of: ['fileBytes', 'walBytes'] },
    { word: 'figMemory', bytes: true, of: ['memtableBytes'] },
  ],
}
/** The card shows these elsewhere. */
const ELSEWHERE = new Set(['startedAt', 'readyInMs', 'restarts', 'port'])

export function figuresOf(
  engine: EngineId,
  figures: Readonly<Record<string, number>>,
): { readonly shown: readonly Figure[]; readonly more: readonly Figure[] } {
  const used = new Set(ELSEWHERE)
  const shown = LINES[engine].flatMap<Figure>(line => {
    const there = line.of.filter(id => figures[id] !== undefined)
    if (there.length === 0) return []
    for (const id of there) used.add(id)
    return [
      {
        id: there.join('+'),
        value: there.reduce((sum, id) => sum + (figures[id] ?? 0), 0),
        bytes: line.bytes === true,
        word: line.word,
      },
    ]
  })
  const more = Object.entries(figures)
    .filter(([id]) => !used.has(id))
    .map(([id, value]) => ({ id, value, bytes: /^bytes|bytes$/i.test(id) }))
  return { shown, more }
}
