// Scripts that make the topics of a lab: what a shell reads in them is what the lab says, whatever
// its settings hold.
import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { parseLab } from '@shared/lab'
import { topicFiles } from './topics'

const NAME = 'retention.ms'
const VALUES = [
  '604800000',
  '1; echo RUN',
  "'; echo RUN; '",
  '$(echo RUN)`echo RUN`"',
  'a,b & c',
  '\u2019; echo RUN',
  'a\necho RUN',
]

function scriptOf(value: string, path: string): string {
  const topic = { connection: 'broker', topic: 'rows', configs: { [NAME]: value } }
  const nodes = {
    made: { type: 'fake-data', with: { record: 'row' } },
    rows: { type: 'topic', from: 'made', with: topic },
  }
  const lab = {
    ...{ sluice: 1, id: 'l', title: 'L', connections: { broker: { type: 'kafka' } } },
    ...{ records: { row: { fields: { id: 'uuid' } } }, nodes },
  }
  const parsed = parseLab(JSON.stringify(lab))
  if (!parsed.lab) throw new Error(JSON.stringify(parsed.problems))
  return topicFiles(parsed.lab, 'en').find(file => file.path === path)?.text ?? ''
}

it.skipIf(process.platform === 'win32').each(VALUES)('a shell reads %j as one word', value => {
  const script = scriptOf(value, 'topics.sh').replace('kafka-topics.sh', String.raw`printf '%s\0'`)
  const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0')
  expect(words.at(-2)).toBe(`${NAME}=${value}`)
})

/** What a quoted text of PowerShell holds; undefined for a text that ends before its last quote. */
function heldIn(quoted: string): string | undefined {
  const [, inner = ''] = /^'([^]*)'$/.exec(quoted) ?? []
  const pairs = /(['\u2018-\u201B])\1/g
  return /['\u2018-\u201B]/.test(inner.replaceAll(pairs, ''))
    ? undefined
    : inner.replaceAll(pairs, '$1')
}

it.each(VALUES.slice(1))('PowerShell, and cmd behind it, read %j as one word', value => {
  const [, quoted = ''] = /^[^]*--config ([^]*)\n$/.exec(scriptOf(value, 'topics.ps1')) ?? []
  expect(heldIn(quoted)).toBe(`"${NAME}=${value.replaceAll('"', '""')}"`)
})
