// Mails by SMTP (RFC 5321) through nodemailer: one connection that stays open between mails, each mail
// with a deadline. A message's text is all that is given: no file and no address of the web is read.
import { LabError } from '@shared/errors'
import { lazyModule } from '@main/platform'
import { addressOf, type ResolvedOf } from '../profiles'
import { tlsOptions } from '../tls'

type Pool = ReturnType<typeof poolOf>

const nodemailer = lazyModule<typeof import('nodemailer')>('nodemailer')

export interface Mail {
  /** The same mail has the same one, so that a reader can tell that it came twice. */
  readonly id: string
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
}

export class MailServer {
  private transport: Pool | undefined

  constructor(
    private readonly connection: ResolvedOf<'smtp'>,
    private readonly timeoutMs: number,
  ) {}

  get sender(): string {
    return this.connection.profile.sender
  }

  /** The recipients that the server did not take; the others get the mail. */
  async send(mail: Mail): Promise<readonly string[]> {
    const { rejected } = await this.inTime(transport => transport.sendMail(messageOf(mail)))
    return rejected
  }

  /** Connects, agrees on encryption and logs in. */
  async verify(): Promise<void> {
    await this.inTime(transport => transport.verify())
  }

  /** A server that says a line now and then would else hold a mail for ever. */
  private async inTime<T>(work: (transport: Pool) => Promise<T>): Promise<T> {
    this.transport ??= poolOf(this.connection, this.timeoutMs)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the deadline has passed')), this.timeoutMs)
    })
    try {
      return await Promise.race([work(this.transport), late])
    } catch (error) {
      this.close()
      throw smtpError(error, addressOf(this.connection))
    } finally {
      clearTimeout(timer)
    }
  }

  close(): void {
    this.transport?.close({ force: true })
    this.transport = undefined
  }
}

/** A mail as it would go over the wire. */
export async function mailText(mail: Mail): Promise<Buffer> {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true })
  const { message } = await transport.sendMail(messageOf(mail))
  if (!Buffer.isBuffer(message)) throw new Error('a transport with `buffer` gives no stream')
  return message
}

const messageOf = ({ id, from, to, subject, text }: Mail) => ({
  to: [...to],
  ...{ from, subject, text, messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>` },
  disableFileAccess: true as const,
  disableUrlAccess: true as const,
})

function poolOf(connection: ResolvedOf<'smtp'>, timeoutMs: number) {
  const { host, port, security, username } = connection.profile
  return nodemailer.createTransport({
    ...{ host, port, pool: true, maxConnections: 1, maxRequeues: 0 },
    secure: security === 'SSL',
    requireTLS: security === 'STARTTLS',
    ignoreTLS: security === 'PLAINTEXT',
    tls: tlsOptions(connection),
    ...(username === undefined
      ? {}
      : {
          auth: { user: username, pass: connection.secret['password'] ?? '' },
          // A server that does not ask for the login would else take mails of a stranger.
          forceAuth: true,
        }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
  })
}

const codeOf = (error: unknown) => {
  const { code, responseCode } = Object(error) as { code?: unknown; responseCode?: unknown }
  return {
    code: typeof code === 'string' ? code : '',
    status: typeof responseCode === 'number' ? responseCode : 0,
  }
}

/** What OpenSSL and Node say of a certificate, or of a server that does not speak TLS at once. */
const BAD_TLS = /certificate|altnames|ssl routines|wrong version number/i
/** RFC 3207, 4. */
const STARTTLS_FIRST = /^(?=.*\b530\b).*starttls/is

/** RFC 5321, 4.2.1: 4yz may be taken later, 5yz never. */
function smtpError(cause: unknown, address: string): LabError {
  const { code, status } = codeOf(cause)
  const message = cause instanceof Error ? cause.message : String(cause)
  const params = { address, message, status }
  if (code === 'ETLS' || (status === 0 ? BAD_TLS : STARTTLS_FIRST).test(message))
    return new LabError('smtp-tls', { kind: 'config', params, cause })
  if (code === 'EAUTH' && status >= 500)
    return new LabError('smtp-login', { kind: 'auth', params, cause })
  if (status >= 500) return new LabError('smtp-refused', { kind: 'data', params, cause })
  if (status >= 400)
    return new LabError('smtp-later', { kind: 'remote', params, retry: true, cause })
  return new LabError('smtp-unreachable', { kind: 'unreachable', params, retry: true, cause })
}
