// A small SMTP server for tests: keeps what it gets, and refuses what its addresses ask for.
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface GotMail {
  readonly to: readonly string[]
  /** Headers and text as they came. */
  readonly source: string
}

/** `refused@…` gets 550, `later@…` 451. */
export class TestMailServer {
  readonly got: GotMail[] = []
  /** The next mail is taken, and its answer lost. */
  isSilent = false
  private readonly sockets = new Set<Socket>()
  private readonly server: Server = createServer(socket => this.serve(socket))

  async listen(): Promise<number> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve))
    return (this.server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    await new Promise(resolve => this.server.close(resolve))
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket)
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => {})
    let to: string[] = []
    let source: string[] | undefined
    let rest = ''
    const say = (line: string) => socket.write(`${line}\r\n`)
    const take = (line: string) => {
      if (source && line === '.') {
        this.got.push({ to, source: source.join('\n') })
        if (this.isSilent) socket.destroy()
        else say('250 taken')
        this.isSilent = false
        source = undefined
        to = []
      } else if (source) source.push(line.startsWith('.') ? line.slice(1) : line)
      // Commands in any case: Python's client writes them small.
      else if (/^rcpt/i.test(line)) {
        const address = /<(.*)>/.exec(line)?.[1] ?? ''
        if (address.startsWith('refused@')) return say('550 nobody of that name')
        if (address.startsWith('later@')) return say('451 come back later')
        to.push(address)
        say('250 ok')
      } else if (/^data$/i.test(line)) {
        source = []
        say('354 go on')
      } else say(/^quit$/i.test(line) ? '221 bye' : '250 ok')
    }
    socket.setEncoding('utf8').on('data', (part: string) => {
      const lines = `${rest}${part}`.split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) take(line)
    })
    say('220 test')
  }
}
