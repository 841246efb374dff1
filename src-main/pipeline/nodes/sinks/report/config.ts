// The settings of this node, as the lab file has them.
import { z } from 'zod'

export const config = z.strictObject({
  /** Below the lab's folder of files; `{field}` stands for a field of `per`. */
  path: z.string().regex(/^(?!\/)(?!.*\.\.)[\p{L}\p{N}._/{}-]{1,200}$/u, 'lab-form-path'),
  per: z.array(z.string()).min(1),
  /** `{field}` for the head's fields, `[name]` on a line of its own for a list. */
  text: z.string().meta({ format: 'lines' }),
  /** Name → the node it comes from, the line of each row, the order. */
  lists: z
    .record(z.string(), z.strictObject({ from: z.string(), line: z.string(), order: z.string() }))
    .default({}),
})

export type Config = z.output<typeof config>
