// The keys of steps; the menu of the top bar shows them.
import type { StepSize } from '@shared/contract'

export const STEP_KEYS: Readonly<Record<StepSize, string>> = {
  record: 'N',
  poll: 'Shift N',
  batch: 'X',
  event: 'Shift X',
}
