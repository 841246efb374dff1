// Schemas as the screen and the command line see them: any registry by its REST API, also ours.
import type { Contract } from '@shared/contract'
import { unifiedDiff } from '@shared/lab'
import type { HandlersOf } from '@shared/rpc'
import type { ConnectionProfiles } from '../connections/connection-profiles'
import type { BuiltinRegistry } from '../registry/builtin-registry'

/** Requests at a time: a list of many subjects takes one for each. */
const AT_A_TIME = 8

export function schemasService(
  profiles: ConnectionProfiles,
  builtin: BuiltinRegistry,
): HandlersOf<Contract>['schemas'] {
  const reading = (name: string) => profiles.registry(name)
  const writing = async (name: string) => {
    await profiles.writable(name, 'registry')
    return profiles.registry(name)
  }
  return {
    status: () => builtin.status,
    start: async () => {
      await builtin.address()
      return builtin.status
    },
    subjects: async ({ connection }) => {
      const registry = await reading(connection)
      return inParts(await registry.subjects(), async subject => {
        const [versions, { type, id }] = await Promise.all([
          registry.versions(subject),
          registry.version(subject, 'latest'),
        ])
        return { subject, versions, type, id }
      })
    },
    subject: async ({ connection, subject }) => {
      const registry = await reading(connection)
      const numbers = await registry.versions(subject)
      const found = await inParts(numbers, async number => {
        const { version, id, type, text } = await registry.version(subject, number)
        return { version, id, type, text, shown: shownText(text) }
      })
      const versions = found.map((each, at) => {
        const before = found[at - 1]?.shown
        return before === undefined
          ? each
          : { ...each, change: unifiedDiff(subject, before, each.shown) }
      })
      return { subject, level: await registry.level(subject), versions }
    },
    check: async ({ connection, subject, type, text }) =>
      (await reading(connection)).check(subject, type, text),
    register: async ({ connection, subject, type, text }) => ({
      id: await (await writing(connection)).register(subject, type, text),
    }),
    setLevel: async ({ connection, subject, level }) =>
      (await writing(connection)).setLevel(level, subject),
    delete: async ({ connection, subject, version, permanent }) =>
      (await writing(connection)).delete(subject, version, permanent),
  }
}

/** Registries give Avro in one line. */
function shownText(text: string): string {
  try {
    return `${JSON.stringify(JSON.parse(text), null, 2)}\n`
  } catch {
    return text
  }
}

async function inParts<Item, Made>(
  items: readonly Item[],
  make: (item: Item) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = []
  for (let from = 0; from < items.length; from += AT_A_TIME)
    made.push(...(await Promise.all(items.slice(from, from + AT_A_TIME).map(make))))
  return made
}
