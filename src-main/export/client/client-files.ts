// A small project that reads or fills one topic of a lab, in a language of the person's choice. A
// producer sends records that the lab's own source made (records.jsonl), with their keys, since those
// decide the partitions; in Python it makes them. Where no source can, it sends one example.
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
  const sent =
    role === 'producer' && own === undefined ? await recordsOf(lab, plan, topic) : undefined
  const { files, run } = CODES[code]
  const readme = [
    `# ${textIn(lab.title, language)}: ${topic.topic}`,
    '',
    client.about,
    '',
    ...(sent === undefined ? [] : [words(sent.isMade ? 'captured' : 'example'), '']),
    '```sh',
    `export ${client.address}=127.0.0.1:9092`,
    ...run[role],
    '```',
    '',
  ].join('\n')
  return [
    ...(own ?? files(client, role)),
    ...(sent === undefined ? [] : [{ path: 'records.jsonl', text: sent.text }]),
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

/** A line for each record. `isMade`: by the lab's source; else there is one example. */
async function recordsOf(lab: LabFile, plan: TargetPlan, { id }: LabTopic) {
  const captured = await capturedTopics(lab, plan, zoneOf(lab), RECORDS)
  const records = captured.get(id)?.records
  const sent = records ?? [{ key: 'example', value: '{"hello":"world"}' }]
  const text = sent.map(({ key, value }) => `${JSON.stringify({ key, value })}\n`).join('')
  return { isMade: records !== undefined, text }
}
