// What we use of nodemailer, and no more: a server, a message, what became of it.
declare module 'nodemailer' {
  interface Message {
    readonly from: string
    readonly to: readonly string[]
    readonly subject: string
    readonly text: string
    readonly messageId: string
    readonly disableFileAccess: true
    readonly disableUrlAccess: true
  }
  interface Sent {
    /** Of the transport that sends nothing: the message as it would go over the wire. */
    readonly message?: Buffer
    readonly rejected?: readonly (string | { readonly address: string })[]
  }
  export interface Transporter {
    sendMail(message: Message): Promise<Sent>
    verify(): Promise<true>
    /** `force`: also the connection that sends. */
    close(how: { readonly force: boolean }): void
  }
  export function createTransport(options: Readonly<Record<string, unknown>>): Transporter
}
