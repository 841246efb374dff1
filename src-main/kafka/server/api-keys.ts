// The list of what is served, as ApiVersions tells it.
import type { BrokerParts } from './context'

export function apiKeysOf(broker: BrokerParts) {
  return broker
    .apis()
    .map(({ key, versions: [minVersion, maxVersion] }) => ({ apiKey: key, minVersion, maxVersion }))
}
