// The part that `split` and `route` share: each row goes to one of several ports. They differ only
// in how a port is chosen.
import type { Row } from '@shared/expr'
import { z } from 'zod'
import type { Emit, StreamType } from '../../model/batch'
import type { BindContext } from '../../model/define-node'
import type { Operator } from '../../model/operator'
import { keysOf } from '../../model/rows'

/** The port of the rows that no other port takes. */
export const REST = 'rest'
/** `dead` is where the engine puts what a node could not take: rows of another shape. */
export const portName = z.string().regex(/^(?!dead$)[a-z][a-zA-Z0-9_-]{0,30}$/, 'lab-form-port')

export function splitter(
  context: BindContext,
  ports: readonly string[],
  portOf: (row: Row) => string,
) {
  const { input } = context
  const all = [...ports.filter(port => port !== REST), REST]
  const outputs: Record<string, StreamType> = Object.fromEntries(all.map(port => [port, input]))
  return {
    outputs,
    ...(context.failed ? {} : { create: () => splitOperator(all, portOf, input.keys) }),
  }
}

function splitOperator(
  ports: readonly string[],
  portOf: (row: Row) => string,
  keys: readonly string[] | undefined,
): Operator {
  const keyOf = keys ? keysOf(keys) : undefined
  return {
    batch(_input, { rows, removed = [] }, emit: Emit) {
      const byPort = new Map<string, Row[]>()
      for (const row of rows) {
        const port = portOf(row)
        const list = byPort.get(port)
        if (list) list.push(row)
        else byPort.set(port, [row])
      }
      if (!keyOf) {
        for (const [port, list] of byPort) emit(port, { rows: list })
        return
      }
      // A row of a table under change may have moved from another port: it is taken back there.
      for (const port of ports) {
        const others = rows.filter(row => portOf(row) !== port).map(keyOf)
        emit(port, { rows: byPort.get(port) ?? [], removed: [...removed, ...others] })
      }
    },
  }
}
