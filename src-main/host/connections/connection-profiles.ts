// Which connection a name stands for: the embedded engines under `builtin`, the person's profiles
// by their names. Clients are opened when first needed, kept, and closed when their profile changes
// or the embedded engine moves to another port.
import { z } from 'zod'
import { BUILTIN } from '@shared/contract'
import { LabError } from '@shared/errors'
import { connectionTypes } from '@shared/lab'
import {
  CqlConsole,
  decodeBy,
  KafkaAdmin,
  KafkaProducer,
  PartitionReader,
  SchemaRegistry,
  plainCassandra,
  plainKafka,
  plainRegistry,
  resolveConnection,
  type ConnectionType,
  type Decode,
  type ResolvedConnection,
  type ResolvedOf,
} from '@main/connections'
import type { EngineChoice } from '../host-options'
import { openJsonStore, type JsonStore } from '../json-store'
import type { Secret, SecretStore } from './secrets'

const profileSchema = z.object({
  name: z.string(),
  type: z.enum(connectionTypes),
  profile: z.record(z.string(), z.unknown()),
})
const profilesSchema = z.array(profileSchema)
export type Profile = z.infer<typeof profileSchema>

/** Where an engine is now; throws when it is not there. The registry is started by it. */
export interface Whereabouts extends Readonly<Record<'kafka' | 'cql', () => string>> {
  readonly registry: () => Promise<string>
  readonly hasSchemas: () => boolean
}

interface Kept {
  readonly name: string
  readonly key: string
  readonly client: Promise<{ close(): Promise<void> }>
}

export class ConnectionProfiles {
  private readonly kept = new Map<string, Kept>()
  /**
   * Given for the life of this host, such as a run's `--connection NAME=FILE`: they and their
   * secrets are only in memory.
   */
  private readonly passing = new Map<string, Profile & { readonly secret: Secret }>()

  private constructor(
    private readonly store: JsonStore<Profile[]>,
    private readonly secrets: SecretStore,
    private readonly whereabouts: Whereabouts,
  ) {}

  static async open(
    dataDir: string,
    secrets: SecretStore,
    whereabouts: Whereabouts,
  ): Promise<ConnectionProfiles> {
    return new ConnectionProfiles(
      await openJsonStore(dataDir, 'connections', profilesSchema, []),
      secrets,
      whereabouts,
    )
  }

  get all(): readonly Profile[] {
    return [
      ...this.store.value.filter(({ name }) => !this.passing.has(name)),
      ...this.passing.values(),
    ]
  }

  hasSecret(name: string): boolean {
    const passing = this.passing.get(name)
    return passing ? Object.keys(passing.secret).length > 0 : this.secrets.has(name)
  }

  async secretOf(name: string): Promise<Secret> {
    return this.passing.get(name)?.secret ?? this.secrets.read(name)
  }

  get damage(): LabError | undefined {
    return this.store.damage
  }

  /**
   * Parts of a secret that are not given anew stay as they were, under this name or the profile's
   * former one.
   */
  async save(profile: Profile, secret: Secret = {}, was = profile.name): Promise<void> {
    this.passing.delete(profile.name)
    const whole = { ...(await this.secretBeside(was, secret)), ...secret }
    if (Object.keys(whole).length > 0) await this.secrets.write(profile.name, whole)
    await this.store.set([
      ...this.store.value.filter(({ name }) => name !== profile.name && name !== was),
      profile,
    ])
    if (was !== profile.name) await this.secrets.delete(was)
    for (const name of new Set([was, profile.name])) await this.forget(name)
  }

  /**
   * The secret stored under a name. An unreadable old secret must not keep a person from saving a
   * new one.
   */
  private async secretBeside(name: string, given: Secret): Promise<Secret> {
    const kept = this.secretOf(name)
    return Object.keys(given).length > 0 ? kept.catch(() => ({})) : kept
  }

  async lend(profile: Profile, secret: Secret = {}): Promise<void> {
    this.passing.set(profile.name, { ...profile, secret })
    await this.forget(profile.name)
  }

  async delete(name: string): Promise<void> {
    this.passing.delete(name)
    await this.store.set(this.store.value.filter(profile => profile.name !== name))
    await this.secrets.delete(name)
    await this.forget(name)
  }

  async resolve<Type extends ConnectionType>(name: string, type: Type): Promise<ResolvedOf<Type>> {
    const connection = await (name === BUILTIN ? this.builtin(type) : this.profile(name))
    if (!isOf(connection, type))
      throw new LabError('connection-other-type', {
        kind: 'usage',
        params: { connection: name, wanted: type, type: connection.type },
      })
    return connection
  }

  private async builtin(type: ConnectionType): Promise<ResolvedConnection> {
    if (type === 'kafka') return plainKafka(this.whereabouts.kafka())
    if (type === 'cassandra') return plainCassandra(this.whereabouts.cql())
    if (type === 'registry') return plainRegistry(await this.whereabouts.registry())
    throw new LabError('connection-not-found', { kind: 'config', params: { connection: BUILTIN } })
  }

  private async profile(name: string): Promise<ResolvedConnection> {
    const found = this.all.find(profile => profile.name === name)
    if (!found)
      throw new LabError('connection-not-found', { kind: 'config', params: { connection: name } })
    return resolveConnection(found.type, found.profile, await this.secretOf(name))
  }

  admin(name: string): Promise<KafkaAdmin> {
    return this.client('admin', name, 'kafka', async connection => new KafkaAdmin(connection))
  }

  reader(name: string): Promise<PartitionReader> {
    return this.client('reader', name, 'kafka', connection => PartitionReader.open(connection))
  }

  producer(name: string): Promise<KafkaProducer> {
    return this.client('producer', name, 'kafka', connection => KafkaProducer.open(connection))
  }

  console(name: string): Promise<CqlConsole> {
    return this.client('console', name, 'cassandra', async connection => new CqlConsole(connection))
  }

  registry(name: string): Promise<SchemaRegistry> {
    return this.client('schemas', name, 'registry', async found => new SchemaRegistry(found))
  }

  /**
   * By the schemas of its records' registry: the one inside for our broker, else the one that the
   * profile names. Undefined where there is none.
   */
  async decodeOf(name: string): Promise<Decode | undefined> {
    if (name === BUILTIN)
      return this.whereabouts.hasSchemas() ? decodeBy(await this.registry(BUILTIN)) : undefined
    const { schemaRegistry } = (await this.resolve(name, 'kafka')).profile
    return schemaRegistry === undefined ? undefined : decodeBy(await this.registry(schemaRegistry))
  }

  /** For commands: a connection that is marked as only for reading is not written to. */
  async writable<Type extends ConnectionType>(name: string, type: Type): Promise<ResolvedOf<Type>> {
    const connection = await this.resolve(name, type)
    if (connection.profile.readOnly)
      throw new LabError('connection-read-only', { kind: 'conflict', params: { connection: name } })
    return connection
  }

  async adminForWriting(name: string): Promise<KafkaAdmin> {
    await this.writable(name, 'kafka')
    return this.admin(name)
  }

  /** A client that has failed for good is opened anew the next time. */
  async forget(name: string, kind?: string): Promise<void> {
    for (const [id, kept] of this.kept)
      if (kept.name === name && (kind === undefined || id.startsWith(`${kind} `))) {
        this.kept.delete(id)
        await kept.client.then(client => client.close()).catch(() => {})
      }
  }

  async close(): Promise<void> {
    for (const name of new Set([...this.kept.values()].map(kept => kept.name)))
      await this.forget(name)
  }

  private async client<Type extends ConnectionType, Client extends { close(): Promise<void> }>(
    kind: string,
    name: string,
    type: Type,
    open: (connection: ResolvedOf<Type>) => Promise<Client>,
  ): Promise<Client> {
    const connection = await this.resolve(name, type)
    const id = `${kind} ${name}`
    const key = JSON.stringify(connection)
    const kept = this.kept.get(id)
    // What is kept under a kind is what that kind's `open` made.
    if (kept?.key === key) return kept.client as Promise<Client>
    if (kept) await this.forget(name, kind)
    const client = open(connection)
    this.kept.set(id, { name, key, client })
    client.catch(() => {
      if (this.kept.get(id)?.client === client) this.kept.delete(id)
    })
    return client
  }
}

function isOf<Type extends ConnectionType>(
  connection: ResolvedConnection,
  type: Type,
): connection is ResolvedOf<Type> {
  return connection.type === type
}

/** An engine that is not ours, or not there at all. */
export function elsewhere(
  choice: EngineChoice | undefined,
  id: 'kafka' | 'cql',
  embedded: () => string,
): () => string {
  if (typeof choice === 'object') return () => choice.at
  if (choice === 'off')
    return () => {
      throw new LabError('engine-not-ready', {
        kind: 'config',
        params: { engine: id, state: 'off' },
      })
    }
  return embedded
}
