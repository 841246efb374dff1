// Kafka's own definitions of its messages, which lie in its client jar.
import { kafkaJars } from '../../support/real-kafka'
import { runOrThrow } from '../../support/stamped'

export interface KafkaField {
  readonly name: string
  readonly type: string
  readonly versions: string
  readonly nullableVersions?: string
  readonly taggedVersions?: string
  readonly tag?: number
  readonly fields?: readonly KafkaField[]
}

export interface KafkaMessage {
  readonly apiKey: number
  readonly name: string
  readonly validVersions: string
  /** Of a request: who takes it. */
  readonly listeners?: readonly string[]
  readonly flexibleVersions: string
  readonly fields: readonly KafkaField[]
  readonly commonStructs?: readonly { name: string; fields: readonly KafkaField[] }[]
}

export function within(range: string | undefined, version: number): boolean {
  if (range === undefined || range === 'none') return false
  const [first, last] = range.endsWith('+') ? [range.slice(0, -1), 'Infinity'] : range.split('-')
  return version >= Number(first) && version <= Number(last ?? first)
}

export async function readMessages(): Promise<KafkaMessage[]> {
  const jars = await kafkaJars()
  const { stdout } = await runOrThrow('unzip', [
    '-p',
    `${jars}/kafka-clients-4.0.0.jar`,
    'common/message/*.json',
  ])
  return stdout
    .replace(/^(\}?)\s*\/\/.*$/gm, '$1')
    .split(/(?<=^\})\s*(?=\{)/m)
    .filter(text => text.includes('"apiKey"'))
    .map(text => JSON.parse(text) as KafkaMessage)
}
