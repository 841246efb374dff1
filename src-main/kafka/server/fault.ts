// A lesson can make the broker misbehave: before each handler the connection asks this hook whether
// something else should happen.
export interface FaultTarget {
  readonly apiKey: number
  readonly apiName: string
  readonly version: number
  readonly clientId: string
}

export type Fault =
  | { readonly kind: 'error'; readonly errorCode: number }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'disconnect' }

export type FaultHook = (target: FaultTarget) => Fault | undefined
