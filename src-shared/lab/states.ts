// The life of an entity (an order: cart → paid → shipped → returned): from each state a share of the
// entities goes on to another one, after a delay. The first state is where each begins; a state that
// is only named as a target is an end.
//
//   states:
//     cart:
//       paid: { share: 0.7, after: [10 s, 5 min] }
//       left: { share: 0.2, after: 10 min }        # the others end in the cart
//     paid: { shipped: { after: { exponential: 1 h } } }
//     shipped: { returned: { share: 0.08, after: [1 d, 14 d] } }
import { z } from 'zod'
import { delaySchema, type Delay } from './delay'

const STATES_MAX = 100
const TARGETS_MAX = 20
const ROUNDING = 1e-9

const stepSchema = z.strictObject({
  share: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Of how many entities; what the others leave when absent'),
  after: delaySchema.optional().describe('So long after the state before'),
})
const name = z.string().min(1).max(63)

export const statesSchema = z
  .record(
    name,
    z
      .record(name, stepSchema)
      .refine(steps => Object.keys(steps).length <= TARGETS_MAX, 'lab-form-states-many')
      .refine(
        steps =>
          Object.values(steps).reduce((sum, step) => sum + (step.share ?? 0), 0) <= 1 + ROUNDING,
        'lab-form-state-shares',
      ),
  )
  .refine(states => Object.keys(states).length > 0, 'lab-form-states-many')
  .refine(states => Object.keys(states).length <= STATES_MAX, 'lab-form-states-many')
export type States = z.infer<typeof statesSchema>

interface StateStep {
  readonly to: string
  readonly share: number
  readonly after: Delay
}

interface LifeState {
  readonly name: string
  readonly steps: readonly StateStep[]
}

/** All states, the first one first; steps without a share have an equal part of what is left. */
export function lifeStates(states: States): LifeState[] {
  const names = new Set([
    ...Object.keys(states),
    ...Object.values(states).flatMap(steps => Object.keys(steps)),
  ])
  return [...names].map(state => {
    const steps = Object.entries(states[state] ?? {})
    const open = steps.filter(([, { share }]) => share === undefined).length
    const left = Math.max(0, 1 - steps.reduce((sum, [, { share = 0 }]) => sum + share, 0))
    return {
      name: state,
      steps: steps.map(([to, { share = left / open, after = 0 }]) => ({ to, share, after })),
    }
  })
}
