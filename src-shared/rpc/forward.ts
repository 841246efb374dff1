// Passing calls on: a host offers methods that somebody behind it serves under the same
// declarations. One function says how a call is passed on, another how a feed is, so that a new
// method of the contract needs nothing here.
import type { z } from 'zod'
import type { FeedPage, InputOf, Method, MethodKind } from '../contract'
import type { CallContext, CallsOf, HandlersOf } from './types'

type Methods = Readonly<Record<string, Method<MethodKind, z.ZodType<object>>>>
type Inputs<M extends Methods> = InputOf<M[keyof M]>

export interface Passing<M extends Methods> {
  call(
    input: Inputs<M>,
    ask: (server: CallsOf<{ of: M }>['of']) => Promise<unknown>,
  ): Promise<unknown>
  feed(
    input: Inputs<M> & { readonly cursor?: string },
    since: (
      server: CallsOf<{ of: M }>['of'],
      cursor: string | undefined,
    ) => Promise<FeedPage<unknown>>,
    context: CallContext,
  ): Promise<unknown>
}

export function passOn<M extends Methods>(
  methods: M,
  passing: Passing<M>,
): HandlersOf<{ of: M }>['of'] {
  const handlers = Object.entries(methods).map(([name, { kind }]) => {
    // The parse boundary of the types: both ends have the same declaration of the method.
    const ask = (server: CallsOf<{ of: M }>['of'], input: object) =>
      (server[name] as (input: object) => Promise<unknown>)(input)
    const since = (server: CallsOf<{ of: M }>['of'], input: object, cursor: string | undefined) =>
      ask(server, { ...input, cursor }) as Promise<FeedPage<unknown>>
    const handler = (input: Inputs<M>, context: CallContext) =>
      kind === 'feed'
        ? passing.feed(input, (server, cursor) => since(server, input, cursor), context)
        : passing.call(input, server => ask(server, input))
    return [name, handler] as const
  })
  return Object.fromEntries(handlers) as HandlersOf<{ of: M }>['of']
}
