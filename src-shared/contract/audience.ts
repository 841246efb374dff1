// The room: a page on the local network that shows what a person presents and that nobody can change
// anything from. `audienceContract` is all that this page may ask. A method that is not in it does
// not exist there, whatever is added to the contract later.
import { z } from 'zod'
import type { LabFile } from '../lab'
import { command, feed, none, query } from './define'
import { labs } from './labs'
import { runs } from './runs'

/** What the room sees now. */
export interface Shown {
  /** Without settings, notes and connections, addresses hidden; absent while no lab is shown. */
  readonly lab?: LabFile
  /** The slide; absent: the lab's dashboard. */
  readonly at?: number
  /** The presenter has blanked the screen. */
  readonly isBlank: boolean
}

export interface AudienceStatus {
  /** With the key in each; empty while the room's page is closed. */
  readonly addresses: readonly string[]
  readonly watching: number
}

/** Shorter ones could be guessed. */
export const AUDIENCE_TOKEN_CHARACTERS_MIN = 8

export const audience = {
  status: query<AudienceStatus>()(none),
  /** Opens the room's page on this network, or says where it is open. */
  open: command<AudienceStatus>()(
    z.strictObject({
      host: z.string().min(1).max(253).default('0.0.0.0'),
      port: z.number().int().min(0).max(65535).default(0),
      /** Made anew when left out. */
      token: z
        .string()
        .regex(/^[\w.~-]+$/)
        .min(AUDIENCE_TOKEN_CHARACTERS_MIN)
        .max(100)
        .optional(),
    }),
  ),
  close: command<AudienceStatus>()(none),
  /** What the room sees: a slide of a lab, given by its text when it does not run. */
  show: command<void>()(
    z.strictObject({
      lab: z.string().max(100),
      text: z.string().max(2_000_000).optional(),
      at: z.number().int().min(0).max(10_000).optional(),
      isBlank: z.boolean().default(false),
    }),
  ),
  shown: feed<Shown>()(z.object({})),
}

export const audienceContract = {
  audience: { shown: audience.shown },
  labs: { catalog: labs.catalog },
  runs: { summary: runs.summary, graph: runs.graph, views: runs.views, view: runs.view },
}
export type AudienceContract = typeof audienceContract
