// The TLS options of a profile, for every client that takes what Node's `tls.connect` takes.
import type { ConnectionOptions } from 'node:tls'
import type { Secret } from './profiles'

interface TlsProfile {
  readonly tls?: {
    readonly ca?: string
    readonly cert?: string
    readonly serverName?: string
    readonly rejectUnauthorized: boolean
  }
}

export function tlsOptions({
  profile,
  secret,
}: {
  profile: TlsProfile
  secret: Secret
}): ConnectionOptions {
  const { tls } = profile
  return {
    ...(tls?.ca ? { ca: [tls.ca] } : {}),
    ...(tls?.cert ? { cert: tls.cert } : {}),
    ...(secret.key ? { key: secret.key } : {}),
    ...(secret.passphrase ? { passphrase: secret.passphrase } : {}),
    ...(tls?.serverName ? { servername: tls.serverName } : {}),
    rejectUnauthorized: tls?.rejectUnauthorized ?? true,
  }
}
