// `sluice serve`: the embedded engines and the lab's page until SIGINT or SIGTERM, or until the host
// has fallen too often. One line on stdout when everything answers; later news goes to stderr.
import { z } from 'zod'
import {
  AUDIENCE_TOKEN_CHARACTERS_MIN,
  recoveryWords,
  type AppInfo,
  type EngineStatus,
} from '@shared/contract'
import { cli } from '@shared/text/ui/cli'
import { frame } from '@shared/text/ui/frame'
import type { LabError } from '@shared/errors'
import type { Language } from '@shared/lab'
import type { HostState } from '@main/host/process'
import { EXIT_OK } from '../exit-code'
import { sentencesOf } from '../failure'
import { pagesOf } from '../feeds'
import { dataDir, flagOn, pairs, port } from '../options'
import type { LabClient } from '../parts'
import { defineVerb, type VerbContext } from '../verb'

const NAMES = { kafka: 'Kafka', cql: 'CQL' } as const

export const serve = defineVerb({
  name: 'serve',
  options: z.strictObject({
    data: dataDir(),
    kafkaPort: port().optional(),
    cqlPort: port().optional(),
    registryPort: port().optional(),
    kafkaConfig: pairs('KEY=VALUE'),
    uiPort: port().optional(),
    ui: flagOn(),
    listen: z.string().min(1).max(253).optional(),
    listenPort: port().optional(),
    listenToken: z.string().min(AUDIENCE_TOKEN_CHARACTERS_MIN).max(100).optional(),
  }),
  examples: [
    'serve',
    'serve --data ./lab-data --no-ui',
    'serve --kafka-port 0 --cql-port 0 --json',
    'serve --listen 0.0.0.0 --listen-port 8642',
    'serve --kafka-config num.partitions=3 --kafka-config log.retention.hours=24',
  ],
  async run({ data, kafkaConfig: kafkaConfigs, ...given }, context) {
    const { listen, listenPort, listenToken, ...options } = given
    const { parts, print, say, signal } = context
    const room =
      listen === undefined
        ? undefined
        : { host: listen, port: listenPort ?? 0, ...(listenToken ? { token: listenToken } : {}) }
    const held: { open?: () => Promise<unknown> } = {}
    const host = followHost(context, () => void held.open?.())
    const { onState } = host
    const dataDir = data ?? parts.defaultDataDir
    const serving = await parts.serve({ dataDir, ...options, kafkaConfigs, onState })
    try {
      await tellStart(await serving.client.engines.list({}), context)
      tellCrash(await serving.client.app.info({}), context)
      const { kafka, cql, ui } = serving
      tellPage(ui, options.uiPort, context)
      const shared = room && (await openRoom(serving.client, room))
      held.open = shared?.again
      const facts = {
        ...(ui === undefined ? {} : { ui }),
        ...(shared ? { room: shared.urls } : {}),
      }
      await print.one({ kafka, cql, ...facts }, () =>
        [
          ui === undefined
            ? say(cli.readyNoPage, { kafka, cql })
            : say(cli.ready, { kafka, cql, ui }),
          ...(shared?.urls ?? []).map(url => say(cli.room, { url })),
        ].join('\n'),
      )
      await Promise.race([followEngines(serving.client, context), host.halted])
      await Promise.race([untilAborted(signal), host.halted])
      await print.notice(say(cli.stopping))
    } finally {
      await serving.stop()
    }
    return EXIT_OK
  },
})

/** Reports a host that answers nothing, and rejects once it has been given up. */
function followHost({ io, say, language }: VerbContext, onReady: () => void) {
  let isSilent = false
  let giveUp: (error: LabError) => void = () => {}
  const halted = new Promise<never>((_, reject) => (giveUp = reject))
  halted.catch(() => {})
  const onState = (state: HostState, error?: LabError) => {
    if (state === 'halted' && error) giveUp(error)
    if (state === 'silent' && error) io.stderr.write(`${sentencesOf(error, language)}\n`)
    if (state === 'ready' && isSilent) io.stderr.write(`${say(cli.hostAnswers)}\n`)
    isSilent = state === 'silent'
    if (state === 'ready') onReady()
  }
  return { halted, onState }
}

/**
 * The room's page is in the host's process: a host that was started again opens it at the same
 * address, with the same key.
 */
async function openRoom(
  client: LabClient,
  room: { readonly host: string; readonly port: number; readonly token?: string },
) {
  const { addresses } = await client.audience.open(room)
  const { port, hash } = new URL(addresses[0] ?? '')
  const same = { host: room.host, port: Number(port), token: hash.replace(/^#t=/, '') }
  return { urls: addresses, again: () => client.audience.open(same).catch(() => {}) }
}

async function tellStart(
  engines: readonly EngineStatus[],
  { io, say, language }: VerbContext,
): Promise<void> {
  const tell = (line: string) => io.stderr.write(`${line}\n`)
  for (const engine of engines) {
    const name = NAMES[engine.id]
    if (
      engine.wantedPort !== undefined &&
      engine.wantedPort !== 0 &&
      engine.wantedPort !== engine.port
    ) {
      tell(
        say(cli.portTaken, {
          engine: name,
          wanted: String(engine.wantedPort),
          used: String(engine.port),
        }),
      )
    }
    for (const line of recoveryLines(engine, language)) tell(line)
  }
}

function tellCrash({ afterCrash }: AppInfo, { io, say }: VerbContext): void {
  if (!afterCrash) return
  const { labs } = afterCrash
  io.stderr.write(
    `${labs.length === 0 ? say(frame.afterCrashIdle) : say(frame.afterCrash, { labs: labs.join(', ') })}\n`,
  )
}

function tellPage(
  ui: string | undefined,
  wanted: number | undefined,
  { io, say }: VerbContext,
): void {
  const used = ui === undefined ? undefined : Number(new URL(ui).port)
  if (used === undefined || wanted === undefined || wanted === 0 || used === wanted) return
  io.stderr.write(
    `${say(cli.portTaken, { engine: say(cli.page), wanted: String(wanted), used: String(used) })}\n`,
  )
}

const recoveryLines = ({ recovery }: EngineStatus, language: Language): string[] =>
  (recovery?.events ?? []).map(event => sentencesOf(recoveryWords(event), language))

/** Reports when an engine goes and comes back, or cannot work, for as long as we serve. */
async function followEngines(client: LabClient, context: VerbContext): Promise<void> {
  const away = new Set<string>()
  const troubled = new Set<string>()
  try {
    for await (const page of pagesOf(client.engines.status, {}, context.signal)) {
      for (const engine of page.items) {
        tellComing(engine, away, context)
        tellTrouble(engine, troubled, context)
      }
    }
  } catch {
    // The signal, or a host that is going down: serving goes on until the signal says otherwise.
  }
}

function tellComing(engine: EngineStatus, away: Set<string>, { io, say, language }: VerbContext) {
  const name = NAMES[engine.id]
  if (engine.state === 'restarting' || engine.state === 'halted') {
    if (!away.has(engine.id)) io.stderr.write(`${say(cli.engineRestarting, { engine: name })}\n`)
    away.add(engine.id)
  } else if (engine.state === 'ready' && away.delete(engine.id)) {
    io.stderr.write(`${say(cli.engineBack, { engine: name, port: String(engine.port) })}\n`)
    for (const line of recoveryLines(engine, language)) io.stderr.write(`${line}\n`)
  }
}

function tellTrouble(
  { id, trouble }: EngineStatus,
  troubled: Set<string>,
  { io, say, language }: VerbContext,
) {
  if (trouble && !troubled.has(id)) {
    troubled.add(id)
    io.stderr.write(`${NAMES[id]}: ${sentencesOf(trouble, language)}\n`)
  } else if (!trouble && troubled.delete(id))
    io.stderr.write(`${say(cli.engineWorks, { engine: NAMES[id] })}\n`)
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
}
