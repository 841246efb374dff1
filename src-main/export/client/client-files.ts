// A small project that reads or fills one topic of a lab, in a language of the person's choice. A
// producer sends records that the lab's own source made (records.jsonl); in Python it makes them.
import {
  connectionEnv,
  labTopics,
  pysparkPlan,
  zoneOf,
  type LabTopic,
  type TargetPlan,
} from '@main/pipeline'
import type { CLIENT_CODES, CLIENT_ROLES } from '@shared/contract'
import { LabError } from '@shared/errors'
import { textIn, type LabFile, type Language } from '@shared/lab'
import { exportFiles } from '@shared/text/ui/export-files'
import { say } from '@shared/text/ui/words'
import { capturedTopics } from '../captured'
import { producerFiles } from '../producer/producer-file'
import type { ProjectFile } from '../project-file'
import type { Client } from './client'
import { javaClient } from './java'
import { javascriptClient } from './javascript'
import { pythonClient } from './python'

export interface ClientWish {
  readonly topic?: string | undefined
  readonly code: (typeof CLIENT_CODES)[number]
  readonly role: (typeof CLIENT_ROLES)[number]
}

interface Code {
  readonly run: Readonly<Record<ClientWish['role'], readonly string[]>>
  readonly files: (client: Client, role: ClientWish['role']) => readonly ProjectFile[]
}

const CODES: Readonly<Record<ClientWish['code'], Code>> = {
  python: pythonClient,
  java: javaClient,
  javascript: javascriptClient,
}
const RECORDS = 50

export async function clientFiles(
  lab: LabFile,
  language: Language,
  { topic: wanted, code, role }: ClientWish,
): Promise<ProjectFile[]> {
  const topics = labTopics(lab)
  const topic = topics.find(each => wanted === undefined || each.topic === wanted)
  if (!topic) {
    const known = topics.map(each => each.topic).join(', ')
    throw new LabError('export-no-topic', {
      kind: 'usage',
      params: { field: 'topic', topic: wanted ?? '', known },
    })
  }
  const words = (phrase: keyof typeof exportFiles) =>
    say(exportFiles[phrase], language, { topic: topic.topic })
  const client = {
    topic: topic.topic,
    group: `${lab.id}-client`,
    address: `${connectionEnv(topic.connection)}_BOOTSTRAP_SERVERS`,
    about: words(role),
  }
  const plan = pysparkPlan(lab, language)
  const own = role === 'producer' ? await producing(lab, language, plan, topic, code) : undefined
  const { files, run } = CODES[code]
  const readme = [
    `# ${textIn(lab.title, language)}: ${topic.topic}`,
    '',
    client.about,
    '',
    '```sh',
    `export ${client.address}=127.0.0.1:9092`,
    ...run[role],
    '```',
    '',
  ].join('\n')
  return [
    ...(own ?? files(client, role)),
    ...(role === 'producer' && own === undefined ? [await recordsOf(lab, plan, topic)] : []),
    { path: 'README.md', text: readme },
  ]
}

/** A Python producer makes its records by itself, where the lab's source can. */
async function producing(
  lab: LabFile,
  language: Language,
  plan: TargetPlan,
  { id }: LabTopic,
  code: ClientWish['code'],
): Promise<readonly ProjectFile[] | undefined> {
  const sources = plan.nodes.find(node => node.id === id)?.inputs.map(edge => edge.from) ?? []
  const isMade = plan.nodes.some(node => node.producer && sources.includes(node.id))
  if (code !== 'python' || !isMade) return undefined
  const nodes = plan.nodes.filter(node => node.id === id || sources.includes(node.id))
  const files = producerFiles(lab, { ...plan, nodes }, language, zoneOf(lab))
  return [...files, { path: 'requirements.txt', text: 'Faker==37.1.0\nkafka-python==2.2.6\n' }]
}

async function recordsOf(lab: LabFile, plan: TargetPlan, { id }: LabTopic): Promise<ProjectFile> {
  const captured = await capturedTopics(lab, plan, zoneOf(lab), RECORDS)
  const records = captured.get(id)?.records ?? [{ value: '{"hello":"world"}' }]
  return {
    path: 'records.jsonl',
    text: records.map(({ value }) => `${value.replaceAll('\n', ' ')}\n`).join(''),
  }
}
