// Turns OpenSSL's words about a failed TLS connection into our errors. Two sides can refuse: this
// one does not trust the broker's certificate (an OpenSSL code), or the broker does not take ours
// (an alert of RFC 8446, 6.2; with TLS 1.3 it comes after the hello, when this side already
// believes to be connected).

/**
 * Why the broker refuses this client's certificate. Java answers a missing one with "bad
 * certificate".
 */
const ALERTS: Readonly<Record<string, string>> = {
  'bad certificate': 'kafka-client-certificate',
  'certificate required': 'kafka-client-certificate',
  'handshake failure': 'kafka-client-certificate',
  'unsupported certificate': 'kafka-client-certificate-refused',
  'certificate revoked': 'kafka-client-certificate-refused',
  'certificate expired': 'kafka-client-certificate-refused',
  'certificate unknown': 'kafka-client-certificate-refused',
  'unknown ca': 'kafka-client-certificate-refused',
  'access denied': 'kafka-client-certificate-refused',
}

export interface Refusal {
  readonly code: string
  readonly message: string
}

/** Out of OpenSSL's line with addresses, files and numbers, the alert alone. */
export function refusedByBroker(message: string): Refusal | undefined {
  const alert = /\balert ((?!number)[a-z ]+)/i.exec(message)?.[1]?.trim().toLowerCase()
  const code = alert === undefined ? undefined : ALERTS[alert]
  return code === undefined || alert === undefined ? undefined : { code, message: alert }
}

/** PEM texts of the profile that cannot be used, found before anything is sent. */
export function unusable(error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error)
  if (/bad decrypt|interrupted or cancelled|bad password/i.test(message))
    return { code: 'kafka-key-sealed', message }
  if (/key values mismatch/i.test(message)) return { code: 'kafka-key-other', message }
  return { code: 'kafka-certificate-text', message }
}

const CERTIFICATE_CODES: Readonly<Record<string, string>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'kafka-certificate-name',
  CERT_HAS_EXPIRED: 'kafka-certificate-expired',
  CERT_NOT_YET_VALID: 'kafka-certificate-expired',
}

/** Why this side did not trust the broker's certificate. */
export function refusedHere(code: string, knowsAuthority: boolean): string {
  return (
    CERTIFICATE_CODES[code] ?? (knowsAuthority ? 'kafka-certificate-other' : 'kafka-certificate')
  )
}
