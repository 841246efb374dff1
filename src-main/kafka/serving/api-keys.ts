// The served APIs with their versions, in the form that ApiVersions answers with: for its handler,
// and for the connection, which answers an unknown version of ApiVersions itself.
import type { BrokerParts } from './context'

export function apiKeysOf(broker: BrokerParts) {
  return broker
    .apis()
    .map(({ key, versions: [minVersion, maxVersion] }) => ({ apiKey: key, minVersion, maxVersion }))
}
