// What a person does by keys while a record is followed.
import { session } from '@renderer/client'
import { t, useCommands } from '@renderer/ui'

interface FollowActs {
  /** A record is shown. */
  isShown(): boolean
  /** Beside another one. */
  isCompared(): boolean
  leave(): void
  walk(by: 1 | -1): void
  play(): void
  /** Begins, or ends. */
  compare(): void
  test(): void
}

const isUncovered = () =>
  document.querySelector('[role=dialog], [role=menu], [role=listbox]') === null
/** Keys of a table, a list or a field are their own. */
const isFree = () =>
  isUncovered() &&
  document.activeElement?.closest('input, textarea, [role=grid], [role=slider]') == null

export function useFollowCommands(acts: FollowActs): void {
  const onRecord = { enabled: () => acts.isShown(), keyWhen: isFree }
  useCommands([
    {
      ...{ id: 'follow.leave', label: () => t('follow.leave'), keys: 'Escape', quiet: true },
      keyWhen: isUncovered,
      run: () => acts.leave(),
    },
    ...(
      [
        ['ArrowUp', -1],
        ['ArrowDown', 1],
      ] as const
    ).map(([keys, by]) => ({
      ...{ id: `follow.${keys}`, label: () => '', quiet: true, keys, ...onRecord },
      run: () => acts.walk(by),
    })),
    {
      ...{ id: 'follow.nextStop', label: () => t('follow.nextStop'), icon: 'step-forward' },
      ...{ keys: 'N', ...onRecord },
      run: () => acts.walk(1),
    },
    {
      ...{ id: 'follow.play', label: () => t('follow.play'), icon: 'play', keys: 'P', ...onRecord },
      run: () => acts.play(),
    },
    {
      ...{ id: 'follow.compare', icon: 'columns-3', keys: 'C', ...onRecord },
      label: () => t(acts.isCompared() ? 'follow.compareEnd' : 'follow.compare'),
      run: () => acts.compare(),
    },
    {
      ...{ id: 'follow.test', label: () => t('follow.test'), icon: 'send' },
      enabled: () => session.alive.value,
      run: () => acts.test(),
    },
  ])
}
