// The REST API without HTTP: what a client asks, and Confluent's answers and error codes.
import { describe, expect, it } from 'vitest'
import { answer } from './api'
import { Registry } from './registry'
import type { RegistryError } from './registry-error'
import { EMPTY_REGISTRY, type RegistryState } from './state'

const record = (...fields: unknown[]) => JSON.stringify({ type: 'record', name: 'Order', fields })
const ID = { name: 'id', type: 'int' }
const V1 = { schema: record(ID) }
const V2 = { schema: record(ID, { name: 'n', type: 'int', default: 0 }) }
const BREAKS = { schema: record({ name: 'id', type: 'string' }) }
const PROTO = { schema: 'syntax = "proto3"; message A { int32 x = 1; }', schemaType: 'PROTOBUF' }

function opened(from: RegistryState = EMPTY_REGISTRY) {
  const store = {
    value: from,
    set: async (value: RegistryState) => void (store.value = value),
  }
  const registry = new Registry(store)
  const ask = (line: string, body?: unknown) => {
    const [method = '', url = ''] = line.split(' ')
    const { pathname, searchParams } = new URL(url, 'http://x')
    const path = pathname.split('/').filter(Boolean)
    return answer(registry, { method, path, query: searchParams, body })
  }
  const refusal = (line: string, body?: unknown) =>
    ask(line, body).then(
      () => undefined,
      ({ status, code, message }: RegistryError) => ({ status, code, message }),
    )
  return { ask, refusal, store }
}

describe('a registry', () => {
  it('does not compare with all versions where that would not end, and says what to do', async () => {
    const { ask, refusal } = opened()
    await ask('PUT /config/a', { compatibility: 'NONE' })
    const many = Array.from({ length: 20_000 }, (_, n) => n)
    const version = (n: number) => ({
      schema: JSON.stringify({ enum: many, title: `${n}` }),
      schemaType: 'JSON',
    })
    for (let n = 0; n < 30; n++) await ask('POST /subjects/a/versions', version(n))
    await ask('PUT /config/a', { compatibility: 'BACKWARD_TRANSITIVE' })
    const told = await refusal('POST /subjects/a/versions', version(30))
    expect(told).toMatchObject({ status: 409 })
    expect(told?.message).toMatch(
      /COMPARISON_TOO_LONG: .* from version 2\d on\. .* or choose BACKWARD/,
    )
    await ask('PUT /config/a', { compatibility: 'BACKWARD' })
    expect(await ask('POST /subjects/a/versions', version(30))).toEqual({ id: 31 })
  })

  it('compares a schema with what it keeps without parsing that', async () => {
    const first = opened()
    await first.ask('POST /subjects/a/versions', V1)
    const { value } = first.store
    const unread = value.schemas.map(each => ({ ...each, text: 'nobody parses it' }))
    const later = opened({ ...value, schemas: unread })
    expect(await later.ask('POST /subjects/b/versions', V1)).toEqual({ id: 1 })
    expect(await later.ask('POST /subjects/c/versions', PROTO)).toEqual({ id: 2 })
    // As a registry before hashes were kept left it.
    const old = opened({ ...value, schemas: value.schemas.map(({ hash: _, ...each }) => each) })
    const spaced = { schema: ` ${V1.schema}` }
    expect(await old.ask('POST /subjects/b/versions', spaced)).toEqual({ id: 1 })
  })

  it('gives a schema one id, and each subject its versions', async () => {
    const { ask } = opened()
    expect(await ask('POST /subjects/a/versions', V1)).toEqual({ id: 1 })
    expect(await ask('POST /subjects/a/versions', V2)).toEqual({ id: 2 })
    expect(await ask('POST /subjects/b/versions', V1)).toEqual({ id: 1 })
    expect(await ask('POST /subjects/a/versions', { schema: ` ${V2.schema}` })).toEqual({ id: 2 })
    expect(await ask('GET /subjects')).toEqual(['a', 'b'])
    expect(await ask('GET /subjects?subjectPrefix=b')).toEqual(['b'])
    expect(await ask('GET /subjects/a/versions')).toEqual([1, 2])
    const latest = { subject: 'a', version: 2, id: 2, schema: V2.schema }
    expect(await ask('GET /subjects/a/versions/latest')).toEqual(latest)
    expect(await ask('GET /subjects/a/versions/-1')).toEqual(latest)
    expect(await ask('POST /subjects/a', V2)).toEqual(latest)
    expect(await ask('GET /schemas/ids/1')).toEqual({ schema: V1.schema })
    expect(await ask('GET /schemas/ids/1/versions')).toEqual([
      { subject: 'a', version: 1 },
      { subject: 'b', version: 1 },
    ])
  })

  it('names the type of what is not Avro', async () => {
    const { ask } = opened()
    await ask('POST /subjects/p/versions', PROTO)
    expect(await ask('GET /schemas/ids/1')).toEqual(PROTO)
    expect(await ask('GET /schemas/types')).toEqual(['AVRO', 'PROTOBUF', 'JSON'])
  })

  it('refuses what old records could not be read by, unless it may', async () => {
    const { ask, refusal } = opened()
    await ask('POST /subjects/a/versions', V1)
    expect(await refusal('POST /subjects/a/versions', BREAKS)).toMatchObject({
      status: 409,
      code: 409,
    })
    const check = 'POST /compatibility/subjects/a/versions/latest'
    expect(await ask(check, V2)).toEqual({ is_compatible: true })
    expect(await ask(`${check}?verbose=true`, BREAKS)).toMatchObject({
      is_compatible: false,
      messages: [expect.any(String)],
    })
    expect(await ask('PUT /config/a', { compatibility: 'none' })).toEqual({ compatibility: 'NONE' })
    expect(await ask('POST /subjects/a/versions', BREAKS)).toEqual({ id: 2 })
    expect(await ask('GET /config/a')).toEqual({ compatibilityLevel: 'NONE' })
    expect(await ask('DELETE /config/a')).toEqual({ compatibilityLevel: 'NONE' })
    expect(await ask('GET /config/a?defaultToGlobal=true')).toEqual({
      compatibilityLevel: 'BACKWARD',
    })
  })

  it.each([
    ['BACKWARD', true, false],
    ['FORWARD', false, true],
    ['FULL', false, false],
  ])('%s: takes a default that came back %s, a field that went %s', async (level, adds, drops) => {
    const { ask } = opened()
    await ask('PUT /config', { compatibility: level })
    const check = async (old: string, now: string) => {
      const subject = `${old.length}`
      await ask(`POST /subjects/${subject}/versions`, { schema: old })
      return ask(`POST /compatibility/subjects/${subject}/versions`, { schema: now })
    }
    const needed = record(ID, { name: 'n', type: 'int' })
    expect(await check(needed, record(ID))).toEqual({ is_compatible: adds })
    expect(await check(record(ID), needed)).toEqual({ is_compatible: drops })
  })

  it('asks all versions only where the level says so', async () => {
    const { ask } = opened()
    const versions = [record(ID), record(ID, { name: 'n', type: 'int', default: 1 })]
    for (const schema of versions) await ask('POST /subjects/a/versions', { schema })
    // The last version can be read with it, the first one has no `n`.
    const next = { schema: record(ID, { name: 'n', type: 'int' }) }
    const check = 'POST /compatibility/subjects/a/versions'
    expect(await ask(check, next)).toEqual({ is_compatible: true })
    await ask('PUT /config/a', { compatibility: 'BACKWARD_TRANSITIVE' })
    expect(await ask(check, next)).toEqual({ is_compatible: false })
  })

  it('deletes in two steps, and says which one is missing', async () => {
    const { ask, refusal } = opened()
    await ask('POST /subjects/a/versions', V1)
    await ask('POST /subjects/a/versions', V2)
    const version = '/subjects/a/versions/1'
    expect(await refusal(`DELETE ${version}?permanent=true`)).toMatchObject({
      status: 404,
      code: 40407,
    })
    expect(await ask(`DELETE ${version}`)).toBe(1)
    expect(await refusal(`DELETE ${version}`)).toMatchObject({ status: 404, code: 40406 })
    expect(await ask('GET /subjects/a/versions')).toEqual([2])
    expect(await ask('GET /subjects/a/versions?deleted=true')).toEqual([1, 2])
    expect(await refusal('DELETE /subjects/a?permanent=true')).toMatchObject({
      status: 404,
      code: 40405,
    })
    expect(await ask('DELETE /subjects/a')).toEqual([2])
    expect(await refusal('DELETE /subjects/a')).toMatchObject({ status: 404, code: 40404 })
    expect(await ask('GET /subjects')).toEqual([])
    expect(await ask('GET /subjects?deleted=true')).toEqual(['a'])
    // Records in topics still name it.
    expect(await ask('GET /schemas/ids/1')).toEqual(V1)
    // What comes back keeps its id and gets the next version.
    expect(await ask('POST /subjects/a/versions', V1)).toEqual({ id: 1 })
    expect(await ask('GET /subjects/a/versions')).toEqual([3])
    await ask('DELETE /subjects/a')
    expect(await ask('DELETE /subjects/a?permanent=true')).toEqual([1, 2, 3])
    expect(await refusal('GET /subjects/a/versions')).toMatchObject({ status: 404, code: 40401 })
  })

  it('keeps what others use', async () => {
    const { ask, refusal } = opened()
    await ask('POST /subjects/customer/versions', {
      schema: JSON.stringify({ type: 'record', name: 'Customer', fields: [ID] }),
    })
    const user = {
      schema: record({ name: 'by', type: 'Customer' }),
      references: [{ name: 'Customer', subject: 'customer', version: 1 }],
    }
    expect(await ask('POST /subjects/a/versions', user)).toEqual({ id: 2 })
    expect(await ask('GET /subjects/customer/versions/1/referencedby')).toEqual([2])
    expect(await refusal('DELETE /subjects/customer')).toMatchObject({ status: 422, code: 42206 })
    expect(await refusal('DELETE /subjects/customer/versions/1')).toMatchObject({
      status: 422,
      code: 42206,
    })
  })

  it('takes nothing while it is read-only', async () => {
    const { ask, refusal } = opened()
    await ask('POST /subjects/a/versions', V1)
    expect(await ask('PUT /mode', { mode: 'READONLY' })).toEqual({ mode: 'READONLY' })
    expect(await ask('POST /subjects/a/versions', V1)).toEqual({ id: 1 })
    expect(await refusal('POST /subjects/a/versions', V2)).toMatchObject({
      status: 422,
      code: 42205,
    })
    expect(await ask('PUT /mode/a', { mode: 'READWRITE' })).toEqual({ mode: 'READWRITE' })
    expect(await ask('POST /subjects/a/versions', V2)).toEqual({ id: 2 })
    expect(await ask('DELETE /mode/a')).toEqual({ mode: 'READWRITE' })
  })

  it.each([
    ['GET /subjects/x/versions', undefined, 404, 40401, "Subject 'x' not found."],
    ['GET /subjects/a/versions/7', undefined, 404, 40402, 'Version 7 not found.'],
    ['GET /subjects/a/versions/0', undefined, 422, 42202],
    ['GET /schemas/ids/9', undefined, 404, 40403, 'Schema 9 not found'],
    ['POST /subjects/a', V2, 404, 40403, 'Schema not found'],
    ['POST /subjects/a/versions', { schema: '{' }, 422, 42201],
    ['POST /subjects/a/versions', {}, 422, 42201],
    ['POST /subjects/a/versions', { ...V1, schemaType: 'JSON' }, 422, 42201],
    ['PUT /config', { compatibility: 'SOME' }, 422, 42203],
    ['PUT /mode', { mode: 'SOME' }, 422, 42204],
    ['GET /config/a', undefined, 404, 40408],
    ['GET /mode/a', undefined, 404, 40409],
    ['GET /nothing', undefined, 404, 404],
    ['PUT /subjects', undefined, 405, 405],
  ])('answers %s with an error of the API', async (line, body, status, code, ...words) => {
    const { ask, refusal } = opened()
    await ask('POST /subjects/a/versions', V1)
    expect(await refusal(line, body)).toEqual({
      status,
      code,
      message: words[0] ?? expect.any(String),
    })
  })

  it('takes a schema that two others use once, and an end of them', async () => {
    const { ask, refusal } = opened()
    const named = (name: string, ...uses: string[]) => ({
      schema: JSON.stringify({
        ...{ type: 'record', name },
        fields: uses.map(type => ({ name: type.toLowerCase(), type })),
      }),
      references: uses.map(subject => ({ name: subject, subject, version: 1 })),
    })
    await ask('POST /subjects/D/versions', named('D'))
    await ask('POST /subjects/B/versions', named('B', 'D'))
    await ask('POST /subjects/C/versions', named('C', 'D'))
    expect(await ask('POST /subjects/A/versions', named('A', 'B', 'C'))).toEqual({ id: 4 })
    const many = Array.from({ length: 101 }, (_, at) => `T${at}`)
    for (const name of many) await ask(`POST /subjects/${name}/versions`, named(name))
    expect(await refusal('POST /subjects/all/versions', named('All', ...many))).toMatchObject({
      code: 42201,
    })
  })

  it('keeps so many bytes of schemas and no more', async () => {
    const { ask, refusal, store } = opened()
    const text = '"int"'.padEnd(32 * 2 ** 20)
    store.value = { ...EMPTY_REGISTRY, lastId: 1, schemas: [{ id: 1, type: 'AVRO', text }] }
    expect(await ask('POST /subjects/a/versions', { schema: '"int"' })).toEqual({ id: 1 })
    expect(await refusal('POST /subjects/b/versions', V1)).toMatchObject({ code: 42205 })
  })

  it('makes changes one after the other', async () => {
    const { ask, store } = opened()
    const all = Array.from({ length: 20 }, (_, at) =>
      ask(`POST /subjects/s${at}/versions`, { schema: record({ name: `f${at}`, type: 'int' }) }),
    )
    const ids = (await Promise.all(all)).map(each => (each as { id: number }).id)
    expect(new Set(ids).size).toBe(20)
    expect(store.value.lastId).toBe(20)
  })
})
