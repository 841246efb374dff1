// The Kafka section of docs/compatibility.md says what is true: which requests are served, beside
// those that Kafka 4.0 defines, and which differences the comparison with a real Kafka may find.
import { describe, it } from 'vitest'
import { apis } from '../../../src-main/kafka/apis'
import { justified } from '../../real/differential/justified'
import { checkSection } from '../../support/report'
import { hasTool } from '../../support/stamped'
import { readMessages } from './kafka-messages'

/** The names in /^(A|B)$/ or /^A$/. */
const namesIn = ({ source }: RegExp) => source.replace(/[\^$()]/g, '').split('|')

function differenceRows(): string[] {
  const byReason = new Map<string, Set<string>>()
  for (const { api, reason } of justified)
    byReason.set(reason, new Set([...(byReason.get(reason) ?? []), ...namesIn(api)]))
  return [...byReason].map(([reason, names]) => `| ${[...names].join(', ')} | ${reason} |`)
}

async function section(): Promise<string[]> {
  const requests = (await readMessages()).filter(
    ({ name, listeners }) => name.endsWith('Request') && listeners?.includes('broker'),
  )
  const rows = requests
    .sort((a, b) => a.apiKey - b.apiKey)
    .map(({ apiKey, name, validVersions }) => {
      const served = apis.find(({ key }) => key === apiKey)?.versions
      const word = name.slice(0, -'Request'.length)
      return { served, line: `| ${apiKey} | ${word} | ${range(served)} | ${validVersions} |` }
    })
  const count = rows.filter(({ served }) => served).length
  return [
    `${count} of the ${rows.length} kinds of requests that a broker of Kafka 4.0 takes are served.`,
    '',
    '| request | where we answer otherwise |',
    '|---|---|',
    ...differenceRows(),
    '',
    '| key | request | our versions | those of Kafka 4.0 |',
    '|---|---|---|---|',
    ...rows.map(({ line }) => line),
  ]
}

const range = (versions: readonly [number, number] | undefined) =>
  versions === undefined
    ? '–'
    : versions[0] === versions[1]
      ? String(versions[0])
      : versions.join('-')

describe.runIf(hasTool('mvn') && hasTool('unzip'))('the Kafka section of compatibility.md', () => {
  it('is what the broker serves and what the comparison allows', async () => {
    await checkSection('e2e/wire/kafka/report.test.ts', await section())
  })
})
