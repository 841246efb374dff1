// Finds labs by their name, their summary, the nodes in them and what these set, in whatever
// language they are written; and narrows them to a matter or to the language of their data.
import type { LabSummary } from '@shared/contract'
import type { LocalText } from '@shared/lab'

const wordsOf = (text: LocalText | undefined): string =>
  text === undefined ? '' : typeof text === 'string' ? text : Object.values(text).join(' ')
const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Each lab once, those with the words in their name first. */
export function findLabs(labs: readonly LabSummary[], wanted: string): LabSummary[] {
  const words = plain(wanted).split(/\s+/).filter(Boolean)
  const holds = (text: string) => words.every(word => plain(text).includes(word))
  const nameOf = (lab: LabSummary) => `${wordsOf(lab.title)} ${lab.id}`
  const allOf = (lab: LabSummary) =>
    [
      nameOf(lab),
      wordsOf(lab.summary),
      lab.path,
      lab.locale ?? '',
      ...lab.uses,
      ...lab.nodes.map(node => `${node.id} ${node.type}`),
    ].join(' ')
  const seen = new Set<string>()
  return labs
    .filter(lab => holds(allOf(lab)))
    .filter(lab => !seen.has(lab.path) && seen.add(lab.path))
    .sort((a, b) => Number(holds(nameOf(b))) - Number(holds(nameOf(a))))
}

/** The setting by which a lab is about a matter. */
const SETTING_OF = { windows: 'window', joins: 'on', states: 'set', faults: 'faults' } as const
export const DATA_LANGUAGES = ['any', 'en', 'pt', 'es'] as const

export interface Narrowing {
  readonly about: 'all' | keyof typeof SETTING_OF
  readonly language: (typeof DATA_LANGUAGES)[number]
}
export const NOT_NARROWED: Narrowing = { about: 'all', language: 'any' }

export function narrowLabs(
  labs: readonly LabSummary[],
  { about, language }: Narrowing,
): LabSummary[] {
  return labs.filter(
    lab =>
      (about === 'all' || lab.uses.includes(SETTING_OF[about])) &&
      // Made-up data is in English unless the record says otherwise.
      (language === 'any' || (lab.locale ?? 'en').startsWith(language)),
  )
}
