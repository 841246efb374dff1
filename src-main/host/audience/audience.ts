// The room: what it sees, and the page that shows it. The page's server is given by the shell's
// entry; a host without one says that it cannot open a page.
import { createHmac, randomBytes } from 'node:crypto'
import { networkInterfaces } from 'node:os'
import {
  audienceContract,
  type AudienceContract,
  type AudienceStatus,
  type Contract,
  type FeedPage,
  type GraphStat,
  type RunSummary,
  type Shown,
} from '@shared/contract'
import { LabError } from '@shared/errors'
import { answerFeed, KeyedTable } from '@shared/feed'
import type { LabFile } from '@shared/lab'
import { createServerOf, memoryChannels, type Channel, type HandlersOf } from '@shared/rpc'
import { hideIn } from '@shared/text/hide-addresses'
import type { AudienceDoor, OpenAudience } from '../host-options'
import { shownLab } from './shown-lab'

type Calls = HandlersOf<AudienceContract>
type Context = Parameters<Calls['runs']['views']>[1]
type Wanted = Parameters<HandlersOf<Contract>['audience']['open']>[0]
interface OpenPage {
  readonly door: AudienceDoor
  readonly host: string
  readonly token: string
}

export interface AudienceParts {
  readonly openPage: OpenAudience | undefined
  readonly summaries: KeyedTable<RunSummary>
  /** A lab as it runs or ran, or as a text has it. */
  readonly labOf: (lab: string, text: string | undefined) => Promise<LabFile>
  readonly labs: Pick<HandlersOf<Contract>['labs'], 'catalog'>
  readonly runs: Pick<HandlersOf<Contract>['runs'], 'graph' | 'views' | 'view'>
}

/** The figures of a slide change at most four times a second (ui/README.md §13). */
const PACE_MS = 250
/** Questions of one page: its feeds, and a few more. */
const LIMITS = { messageCharsMax: 2_000_000, inFlightMax: 48, inFlightCharsMax: 200_000 }
const KEY = 'shown'
/** Without letters and digits that look alike: a person may have to type it. */
const TOKEN_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const TOKEN_CHARACTERS = 12

export class Audience {
  private readonly shown = new KeyedTable<Shown>()
  /** Keys of rows may be addresses too: the room gets another name for such a row. */
  private readonly salt = randomBytes(16)
  private page: OpenPage | undefined
  /** While it opens: a second person who asks waits for the same page. */
  private opening: Promise<OpenPage> | undefined
  /** What a presenter chose; without it the room sees the lab that runs. */
  private chosen: string | undefined
  private readonly unwatch: () => void

  constructor(private readonly parts: AudienceParts) {
    this.shown.set(KEY, { isBlank: false })
    this.unwatch = parts.summaries.watch(() => void this.follow().catch(() => {}))
  }

  readonly handlers: HandlersOf<Contract>['audience'] = {
    status: () => this.status(),
    open: async wanted => {
      this.opening ??= this.openPage(wanted)
      try {
        this.page = await this.opening
      } catch (error) {
        this.opening = undefined
        throw error
      }
      await this.follow()
      return this.status()
    },
    close: async () => {
      await this.close()
      return this.status()
    },
    show: async ({ lab, text, at, isBlank }) => {
      const file = await this.parts.labOf(lab, text)
      this.chosen = lab
      this.shown.set(KEY, { lab: shownLab(file), ...(at === undefined ? {} : { at }), isBlank })
    },
    shown: ({ cursor }, { signal }) => answerFeed(this.shown, cursor, { signal, paceMs: PACE_MS }),
  }

  private async openPage({ host, port, token = newToken() }: Wanted): Promise<OpenPage> {
    const { openPage } = this.parts
    if (openPage === undefined) throw new LabError('audience-no-page', { kind: 'config' })
    const names = () => namesOf(host)
    const open = async () => this.enter()
    return { door: await openPage({ host, port, token, names, open }), host, token }
  }

  /** The page is closed, and the room's choice forgotten. */
  async close(): Promise<void> {
    const { opening } = this
    this.opening = undefined
    this.chosen = undefined
    const page = await opening?.catch(() => undefined)
    this.page = undefined
    await page?.door.stop()
  }

  async stop(): Promise<void> {
    this.unwatch()
    await this.close()
  }

  private status(): AudienceStatus {
    const { page } = this
    if (page === undefined) return { addresses: [], watching: 0 }
    const { door, host, token } = page
    return {
      addresses: addressesOf(host).map(name => `http://${inUrl(name)}:${door.port}/#t=${token}`),
      watching: door.watching(),
    }
  }

  /** A guest of the room: all that it can ask is in `audienceContract`. */
  private enter(): Channel {
    const [near, far] = memoryChannels()
    createServerOf(audienceContract, far, this.calls(), { limits: LIMITS })
    return near
  }

  private calls(): Calls {
    const { labs, runs, summaries } = this.parts
    return {
      audience: { shown: this.handlers.shown },
      labs: { catalog: labs.catalog },
      runs: {
        summary: async ({ lab = this.lab, cursor }, { signal }) => {
          const page = await answerFeed(summaries, cursor, { signal, paceMs: PACE_MS })
          const isShown = lab === this.lab
          return changed(page, run => (isShown && run.lab === lab ? [plainSummary(run)] : []))
        },
        graph: async (input, context) =>
          changed(await this.paced(input, context, runs.graph), stat => [plainStat(stat)]),
        views: async (input, context) => {
          this.need(input.lab)
          return runs.views(input, context)
        },
        view: async (input, context) => {
          const page = await this.paced(input, context, runs.view)
          const rows = changed(page, row => [
            { ...row, key: this.keyOf(row.key), values: row.values.map(hiddenValue) },
          ])
          return { ...rows, removed: page.removed.map(key => this.keyOf(key)) }
        },
      },
    }
  }

  private get lab(): string | undefined {
    return this.shown.get(KEY)?.lab?.id
  }

  private need(lab: string): void {
    if (lab !== this.lab)
      throw new LabError('audience-other-lab', { kind: 'auth', params: { lab } })
  }

  private async paced<Input extends { lab: string; cursor?: string | undefined }, Item>(
    input: Input,
    context: Context,
    ask: (input: Input, context: Context) => FeedPage<Item> | Promise<FeedPage<Item>>,
  ): Promise<FeedPage<Item>> {
    this.need(input.lab)
    const page = await ask(input, context)
    if (input.cursor !== undefined) await new Promise(resolve => setTimeout(resolve, PACE_MS))
    return page
  }

  private keyOf(key: string): string {
    if (hideIn(key) === key) return key
    return createHmac('sha256', this.salt).update(key).digest('base64url')
  }

  /** Without a presenter, the room sees the lab that runs. */
  private async follow(): Promise<void> {
    if (this.page === undefined || this.chosen !== undefined) return
    const all = [...this.parts.summaries.values()]
    const run = all.find(({ state }) => state === 'running' || state === 'paused') ?? all.at(-1)
    if (run === undefined || run.lab === this.lab) return
    const lab = await this.parts.labOf(run.lab, undefined)
    if (this.chosen === undefined) this.shown.set(KEY, { lab: shownLab(lab), isBlank: false })
  }
}

const changed = <Item>(page: FeedPage<Item>, of: (item: Item) => Item[]): FeedPage<Item> => ({
  ...page,
  items: page.items.flatMap(of),
})

/** Named one by one: errors and other engines name addresses. */
const plainSummary = (run: RunSummary): RunSummary => ({
  lab: run.lab,
  state: run.state,
  seed: run.seed,
  fingerprint: run.fingerprint,
  eventsPerSecond: run.eventsPerSecond,
  ledger: run.ledger,
  ...(run.startedAt === undefined ? {} : { startedAt: run.startedAt }),
  ...(run.clockMs === undefined ? {} : { clockMs: run.clockMs }),
  ...(run.alerts === undefined ? {} : { alerts: run.alerts }),
})

/** Named too: a figure that is a text may be a path, or the rows that a node printed. */
function plainStat(stat: GraphStat): GraphStat {
  const { key, state, ratePerSecond, total, errors, lag, queueFill, queueLevel } = stat
  const numbers = Object.entries(stat.figures ?? {}).filter(
    ([, value]) => typeof value === 'number',
  )
  return {
    ...{ key, ratePerSecond, total, errors },
    ...(state === undefined ? {} : { state }),
    ...(lag === undefined ? {} : { lag }),
    ...(queueFill === undefined ? {} : { queueFill }),
    ...(queueLevel === undefined ? {} : { queueLevel }),
    ...(stat.stateKeys === undefined ? {} : { stateKeys: stat.stateKeys }),
    ...(stat.targetRate === undefined ? {} : { targetRate: stat.targetRate }),
    ...(numbers.length === 0 ? {} : { figures: Object.fromEntries(numbers) }),
  }
}

const hiddenValue = <V>(value: V): V | string => (typeof value === 'string' ? hideIn(value) : value)

function newToken(): string {
  // 248 is the largest multiple of 31 below 256: each letter is as likely as the others.
  const letters: string[] = []
  while (letters.length < TOKEN_CHARACTERS)
    for (const byte of randomBytes(TOKEN_CHARACTERS))
      if (byte < 248 && letters.length < TOKEN_CHARACTERS)
        letters.push(TOKEN_LETTERS[byte % TOKEN_LETTERS.length] ?? '')
  return letters.join('')
}

const isEvery = (host: string) => host === '0.0.0.0' || host === '::'
const inUrl = (name: string) => (name.includes(':') ? `[${name}]` : name)

/** Where the room finds a page that listens on `host`. */
function addressesOf(host: string): readonly string[] {
  if (!isEvery(host)) return [host]
  const found = Object.values(networkInterfaces())
    .flatMap(all => all ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
  return found.length > 0 ? found : ['127.0.0.1']
}

/** The names by which a browser may call it: any other is another page's trick. */
const namesOf = (host: string): readonly string[] =>
  [...new Set([...addressesOf(host), '127.0.0.1', 'localhost'])].map(inUrl)
