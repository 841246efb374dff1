// Our declarations against Kafka's own definitions of its messages, which lie in its client jar:
// the same fields in the same order, with the same types, versions, nullability, tags and defaults,
// in every version that is served.
import { describe, expect, it } from 'vitest'
import { apis } from '../../../src-main/kafka/apis'
import type { Fields, Shape } from '../../../src-main/kafka/wire/fields'
import { hasTool } from '../../support/stamped'
import { readMessages, within, type KafkaField, type KafkaMessage } from './kafka-messages'

const lower = (name: string) => name[0]!.toLowerCase() + name.slice(1)

/** Names that Kafka 4 changed since 3.4; the bytes are the same. */
const renamed: Readonly<Record<string, string>> = {
  generationIdOrMemberEpoch: 'generationId',
  v3AndBelowTransactionalId: 'transactionalId',
  v3AndBelowProducerId: 'producerId',
  v3AndBelowProducerEpoch: 'producerEpoch',
  v3AndBelowTopics: 'topics',
  resultsByTopicV3AndBelow: 'results',
  resultsByPartition: 'results',
  partitionErrorCode: 'errorCode',
}

/** One line a field: what is on the wire in this version. */
function theirs(
  message: KafkaMessage,
  fields: readonly KafkaField[],
  version: number,
  path = '',
): string[] {
  return fields.flatMap(field => {
    if (!within(field.versions, version)) return []
    const tagged = within(field.taggedVersions, version)
    const type = field.type.replace('[]', '')
    const inner =
      field.fields ?? message.commonStructs?.find(struct => struct.name === type)?.fields
    const where = `${path}${renamed[lower(field.name)] ?? lower(field.name)}`
    const kind = `${field.type.startsWith('[]') ? '[]' : ''}${inner ? 'struct' : type}`
    const line = `${where} ${kind}${within(field.nullableVersions, version) ? '?' : ''}${tagged ? ` tag ${field.tag}` : ''}`
    return [line, ...(inner ? theirs(message, inner, version, `${where}.`) : [])]
  })
}

function kindOf(shape: Shape): string {
  return shape.kind === 'array'
    ? `[]${kindOf(shape.of)}`
    : shape.kind === 'struct'
      ? 'struct'
      : shape.type
}

function innerOf(shape: Shape): Fields | undefined {
  return shape.kind === 'array'
    ? innerOf(shape.of)
    : shape.kind === 'struct'
      ? shape.fields
      : undefined
}

function ours(fields: Fields, version: number, path = ''): string[] {
  return Object.entries(fields).flatMap(([name, { spec }]) => {
    if (version < spec.since || version > spec.until) return []
    const inner = innerOf(spec.shape)
    const line = `${path}${name} ${kindOf(spec.shape)}${version >= spec.nullableSince ? '?' : ''}${spec.tag === undefined ? '' : ` tag ${spec.tag}`}`
    return [line, ...(inner ? ours(inner, version, `${path}${name}.`) : [])]
  })
}

describe.runIf(hasTool('mvn') && hasTool('unzip'))('message declarations', () => {
  it('agree with those of Kafka in every version', async () => {
    const messages = await readMessages()
    for (const api of apis)
      for (const side of ['request', 'response'] as const) {
        const name = `${api.name}${side === 'request' ? 'Request' : 'Response'}`
        const message = messages.find(m => m.name === name)
        expect(message, name).toBeDefined()
        expect(message!.apiKey).toBe(api.key)
        for (let version = api.versions[0]; version <= api.versions[1]; version++) {
          // Kafka 4 has forgotten the versions that it no longer serves; what it still defines must
          // agree.
          if (!within(message!.validVersions, version)) continue
          const [mine, its] = [
            ours(api[side].fields, version),
            theirs(message!, message!.fields, version),
          ]
          expect({ name, version, fields: mine }).toEqual({ name, version, fields: its })
          expect(version >= api.flexibleSince, `${name} ${version} flexible`).toBe(
            within(message!.flexibleVersions, version),
          )
        }
      }
  })
})
