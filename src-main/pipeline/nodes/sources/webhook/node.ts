// HTTP as a source: other programs post their records to a port of this computer.
import { z } from 'zod'
import { recordRow } from '@shared/lab'
import { INTAKE_REASONS } from '@shared/contract'
import { LabError } from '@shared/errors'
import { defineNode } from '../../../model/define-node'
import type { NodeEnv } from '../../../model/operator'
import { intakeSource } from '../intake/intake-source'
import { checkReaders } from '../intake/readers'
import { config } from './config'
import { HookServer, KnownKeys } from './hook-server'

const savedSchema = z.partialRecord(z.enum(INTAKE_REASONS), z.number())
const noteSchema = z.array(z.string())

export const webhookNode = defineNode({
  type: 'webhook',
  version: 1,
  kind: 'source',
  group: 'sources',
  icon: 'download',
  title: { en: 'HTTP in', 'pt-BR': 'Entrada HTTP', es: 'Entrada HTTP' },
  doc: {
    en: 'Takes records that other programs post as JSON to a port of this computer, and answers when they are safe.',
    'pt-BR':
      'Recebe registros que outros programas enviam como JSON a uma porta deste computador, e responde quando estão a salvo.',
    es: 'Recibe registros que otros programas envían como JSON a un puerto de este ordenador, y responde cuando están a salvo.',
  },
  inputs: 'none',
  outputs: ['out'],
  config,
  initial: { port: 8090, path: '/hook' },
  givesRecords: true,
  receives: { port: 'port', path: 'path', login: 'login' },
  summary: [[{ setting: 'path' }], [{ setting: 'port', otherwise: 8090 }]],
  targets: {
    pyspark: { code: 'export-intake', severity: 'hint' },
    flink: { code: 'export-intake', severity: 'hint' },
  },
  bind(context, settings) {
    checkReaders(context)
    if (settings.login !== undefined) context.connection('login', settings.login, 'http')
    const twin = Object.entries(context.lab.nodes).find(
      ([id, node]) =>
        id < context.node &&
        node.type === 'webhook' &&
        (node.with?.['port'] ?? 8090) === settings.port,
    )
    if (twin) context.problem('port', 'lab-webhook-port', { port: settings.port, other: twin[0] })
    return {
      outputs: { out: { row: recordRow, raw: true } },
      source(env, options) {
        const keys = new KnownKeys()
        const refused = savedSchema.safeParse(options.saved).data ?? {}
        const token = settings.login === undefined ? undefined : tokenOf(env, settings.login)
        return intakeSource(env, options, {
          events: settings.events,
          onNote: note => {
            for (const key of noteSchema.safeParse(note).data ?? []) keys.add(key)
          },
          head: () => keys.all,
          save: () => refused,
          part: (log, room) =>
            new HookServer({ ...{ config: settings, log, room, keys, token, refused } }),
        })
      },
    }
  },
})

function tokenOf(env: NodeEnv, name: string): string {
  const { secret } = env.connection(name)
  const token = secret['password'] ?? ''
  if (token === '') throw new LabError('webhook-no-token', { kind: 'config', params: { name } })
  return token
}
