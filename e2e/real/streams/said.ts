// A stream as a failed test shows it.
import type { StreamCase } from './cases'

export const said = ({ steps, mode, emptyBatches, batches }: StreamCase) =>
  [
    `${mode}${emptyBatches ? '' : ', no empty batches'}: ${JSON.stringify(steps)}`,
    ...batches.map((records, i) => `  batch ${i + 1}: ${records.join(' ')}`),
  ].join('\n')
