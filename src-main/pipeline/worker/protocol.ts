// What a host and a pipeline worker say to each other. Plain data only; every request is answered,
// and "something changed" is a nudge without content: who wants to know asks the feed.
import type { RunResult, RunSummary } from '@shared/contract'
import type { ErrorData } from '@shared/errors'
import type { LabFile } from '@shared/lab'
import type { ClockMove, RunOptions } from '../model/run-types'

export type StartOptions = Omit<RunOptions, 'workerFile'>

export type Call =
  | { readonly do: 'pause' | 'resume' | 'step' | 'stop' | 'reset' | 'views' }
  | { readonly do: 'setRate'; readonly node: string; readonly rate: number | 'max' }
  | { readonly do: 'patch'; readonly lab: LabFile }
  | { readonly do: 'hold'; readonly node: string; readonly held: boolean }
  | { readonly do: 'moveClock'; readonly move: ClockMove }
  | {
      readonly do: 'feed'
      readonly feed: 'summary' | 'graph' | 'deadLetters' | 'log'
      readonly cursor?: string
    }
  | {
      readonly do: 'feed'
      readonly feed: 'view' | 'records'
      readonly at: string
      readonly cursor?: string
    }

export type ToWorker =
  { readonly start: StartOptions } | { readonly id: number; readonly call: Call }

export type FromWorker =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: ErrorData }
  | { readonly changed: RunSummary }
  | { readonly done: RunResult }
