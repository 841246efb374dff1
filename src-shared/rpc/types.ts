// A contract's shape as the channel sees it, and the types of its two sides.
import type { CallInput, InputOf, Method, OutputOf } from '../contract'

export type AnyContract = Readonly<Record<string, Readonly<Record<string, Method>>>>

export interface CallContext {
  /** Aborted when the caller cancels or goes away. */
  readonly signal: AbortSignal
}

/** The serving side: one function per method; its input is checked and complete. */
export type HandlersOf<C extends AnyContract> = {
  readonly [Domain in keyof C]: {
    readonly [Name in keyof C[Domain]]: (
      input: InputOf<C[Domain][Name]>,
      context: CallContext,
    ) => Promise<OutputOf<C[Domain][Name]>> | OutputOf<C[Domain][Name]>
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal
}

/** The caller's side. */
export type CallsOf<C extends AnyContract> = {
  readonly [Domain in keyof C]: {
    readonly [Name in keyof C[Domain]]: (
      input: CallInput<C[Domain][Name]>,
      options?: CallOptions,
    ) => Promise<OutputOf<C[Domain][Name]>>
  }
}
