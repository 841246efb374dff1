// Finds labs by their name, their summary and the nodes in them, in whatever language they are
// written.
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
      ...lab.nodes.map(node => `${node.id} ${node.type}`),
    ].join(' ')
  const seen = new Set<string>()
  return labs
    .filter(lab => holds(allOf(lab)))
    .filter(lab => !seen.has(lab.path) && seen.add(lab.path))
    .sort((a, b) => Number(holds(nameOf(b))) - Number(holds(nameOf(a))))
}
