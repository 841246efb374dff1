// One Kafka API: its key, versions and two messages. ../apis binds the handler to it; test clients
// use the same declaration to write requests and read responses. Headers: KIP-482. A flexible
// version has tagged fields in both headers; ApiVersions' response header never has (it is read
// before the versions are known); ControlledShutdown v0, which alone had header 0, is not served.
import { Message, skipTags } from './compile'
import type { Fields, ReadOf, WriteOf } from './fields'
import { Reader } from './reader'
import { Writer } from './writer'

export const API_VERSIONS_KEY = 18

export interface ApiSpec<Q extends Fields, S extends Fields> {
  readonly key: number
  readonly name: string
  /** First and last version served, without gaps: kafkajs never asks for the first. */
  readonly versions: readonly [number, number]
  readonly flexibleSince: number
  readonly request: Message<Q>
  readonly response: Message<S>
}

export type RequestOf<A> = A extends { readonly request: Message<infer Q> } ? ReadOf<Q> : never
export type AnswerOf<A> = A extends { readonly response: Message<infer S> } ? WriteOf<S> : never

export function apiSpec<Q extends Fields, S extends Fields>(spec: {
  key: number
  name: string
  versions: readonly [number, number]
  flexibleSince?: number
  request: Q
  response: S
}): ApiSpec<Q, S> {
  const flexibleSince = spec.flexibleSince ?? Number.POSITIVE_INFINITY
  return {
    ...spec,
    flexibleSince,
    request: new Message(spec.request, flexibleSince),
    response: new Message(spec.response, flexibleSince),
  }
}

export interface RequestHeader {
  readonly apiKey: number
  readonly version: number
  readonly correlationId: number
  readonly clientId: string | null
}

/**
 * Reads up to the tagged fields. Only the caller knows whether the API's version has any
 * (`skipTags`).
 */
export function readRequestHeader(reader: Reader): RequestHeader {
  const apiKey = reader.int16()
  const version = reader.int16()
  const correlationId = reader.int32()
  const size = reader.int16()
  return { apiKey, version, correlationId, clientId: size < 0 ? null : reader.text(size) }
}

export function writeRequestHeader(writer: Writer, header: RequestHeader, flexible: boolean): void {
  writer.int16(header.apiKey)
  writer.int16(header.version)
  writer.int32(header.correlationId)
  const { clientId } = header
  const size = clientId === null ? -1 : Buffer.byteLength(clientId)
  writer.int16(size)
  if (clientId !== null) writer.text(clientId, size)
  if (flexible) writer.unsignedVarint(0)
}

export function hasResponseTags(key: number, version: number, flexibleSince: number): boolean {
  return version >= flexibleSince && key !== API_VERSIONS_KEY
}

export { skipTags }
