// The application itself: what it is, its settings, its health.
import { access, constants } from 'node:fs/promises'
import { freemem, totalmem } from 'node:os'
import {
  settingsSchema,
  type AppInfo,
  type Contract,
  type DoctorCheck,
  type EngineStatus,
  type Settings,
} from '@shared/contract'
import type { ErrorData, LabError } from '@shared/errors'
import type { HandlersOf } from '@shared/rpc'
import { diskState, freeSpaceOf, type DiskState, type FreeSpaceOf } from '@main/platform'
import type { JsonStore } from '../json-store'

const DISK_BYTES_LOW = 1024 ** 3
const MEMORY_BYTES_LOW = 512 * 1024 ** 2
const NAMES = { kafka: 'Kafka', cql: 'CQL' } as const

export interface AppParts {
  readonly info: AppInfo
  readonly settings: JsonStore<Settings>
  readonly engines: () => readonly EngineStatus[]
  readonly damages: () => readonly LabError[]
  readonly freeSpace?: FreeSpaceOf
}

export function appService({
  info,
  settings,
  engines,
  damages,
  freeSpace = freeSpaceOf,
}: AppParts): HandlersOf<Contract>['app'] {
  let state: DiskState = 'ok'
  return {
    info: () => info,
    settings: () => settings.value,
    saveSettings: async change => {
      const wanted = Object.fromEntries(
        Object.entries(change).filter(([, value]) => value !== undefined),
      )
      const next = settingsSchema.parse({ ...settings.value, ...wanted })
      await settings.set(next)
      return next
    },
    disk: async () => {
      const space = await freeSpace(info.dataDir)
      if (!space) return null
      state = diskState(space, state)
      return { state, ...space }
    },
    doctor: async () => ({
      checks: [
        nodeCheck(),
        await folderCheck(info.dataDir),
        await diskCheck(info.dataDir, freeSpace),
        memoryCheck(),
        ...engines().flatMap(engineChecks),
        ...damages().map(damageCheck),
      ],
    }),
  }
}

function nodeCheck(): DoctorCheck {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const good = major > 20 || (major === 20 && minor >= 19)
  return {
    id: 'node',
    state: good ? 'ok' : 'bad',
    params: { version: process.versions.node, wanted: '20.19' },
  }
}

async function folderCheck(dir: string): Promise<DoctorCheck> {
  try {
    await access(dir, constants.R_OK | constants.W_OK)
    return { id: 'data-dir', state: 'ok', params: { dir } }
  } catch (error) {
    return {
      id: 'data-dir',
      state: 'bad',
      params: { dir, message: error instanceof Error ? error.message : String(error) },
    }
  }
}

async function diskCheck(dir: string, freeSpace: FreeSpaceOf): Promise<DoctorCheck> {
  const space = await freeSpace(dir)
  if (!space) return { id: 'disk', state: 'warn', params: { dir, freeGB: '?' } }
  const isLow = space.freeBytes < DISK_BYTES_LOW || diskState(space, 'ok') !== 'ok'
  const params = { dir, freeGB: gigabytes(space.freeBytes) }
  return { id: 'disk', state: isLow ? 'warn' : 'ok', params }
}

function memoryCheck(): DoctorCheck {
  const state = freemem() < MEMORY_BYTES_LOW ? 'warn' : 'ok'
  return {
    id: 'memory',
    state,
    params: { freeGB: gigabytes(freemem()), totalGB: gigabytes(totalmem()) },
  }
}

/** How an engine is, what it cannot do, and what its last start lost or moved. */
export function engineChecks(engine: EngineStatus): DoctorCheck[] {
  const { recovery, trouble } = engine
  return [
    engineCheck(engine),
    ...(trouble ? [troubleCheck(engine, trouble)] : []),
    ...(recovery?.events ?? []).map(({ id, params }): DoctorCheck => ({
      id,
      state: 'warn',
      params,
    })),
  ]
}

function engineCheck({ id, state, host, port, wantedPort, error }: EngineStatus): DoctorCheck {
  const params = {
    engine: NAMES[id],
    address: `${host}:${port}`,
    wanted: wantedPort ?? port,
    state,
    reason: error?.code ?? '',
  }
  if (state === 'ready')
    return {
      id: wantedPort === undefined ? 'engine' : 'engine-port',
      state: wantedPort === undefined ? 'ok' : 'warn',
      params,
    }
  return { id: 'engine', state: state === 'starting' ? 'warn' : 'bad', params }
}

const troubleCheck = ({ id }: EngineStatus, { code, params }: ErrorData): DoctorCheck => ({
  id: 'engine-trouble',
  state: 'bad',
  params: { engine: NAMES[id], message: String(params.message ?? code) },
})

const damageCheck = (damage: LabError): DoctorCheck => ({
  id: damage.code === 'settings-changed' ? 'changed-file' : 'damaged-file',
  state: 'warn',
  params: damage.params,
})

const gigabytes = (bytes: number) => (bytes / 1024 ** 3).toFixed(1)
