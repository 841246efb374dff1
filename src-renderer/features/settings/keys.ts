// The keys of every screen. Commands are known only while their screen is shown, so the keys of the
// lab and of the query editor are listed here; those of the frame (saving is one) come from its commands.
import { commands, t } from '@renderer/ui'

export interface KeyLine {
  readonly label: string
  readonly keys: string
}
export interface KeyGroup {
  readonly title: string
  readonly lines: readonly KeyLine[]
}

export function keyGroups(): KeyGroup[] {
  const always = [...commands.values()]
    .filter(command => command.keys !== undefined && command.label() !== '')
    .map(command => ({ label: command.label(), keys: command.keys ?? '' }))
  return [
    {
      title: t('settings.keysAlways'),
      lines: [...always, { label: t('frame.screens'), keys: 'F6' }],
    },
    {
      title: t('settings.keysLab'),
      lines: [
        { label: t('canvas.findNode'), keys: '/' },
        { label: t('canvas.connectNode'), keys: 'C' },
        { label: t('canvas.stepEdges'), keys: 'E' },
        { label: t('times.open'), keys: 'T' },
        { label: t('keptKeys.open'), keys: 'K' },
        { label: t('joins.open'), keys: 'J' },
        { label: t('redelivery.open'), keys: 'D' },
        { label: t('whys.title'), keys: '?' },
        { label: t('canvas.inspector'), keys: 'Enter' },
        { label: t('settings.keysMove'), keys: '← ↑ → ↓' },
        { label: t('common.delete'), keys: 'Delete' },
        { label: t('common.duplicate'), keys: 'Ctrl D' },
        { label: t('canvas.chooseBand'), keys: t('canvas.bandKeys') },
        { label: t('canvas.frameGroup'), keys: 'Ctrl G' },
        { label: t('canvas.frameUngroup'), keys: 'Ctrl Shift G' },
        { label: t('canvas.foldOthers'), keys: 'Ctrl Shift F' },
        { label: t('canvas.outline'), keys: 'Ctrl Shift L' },
        { label: t('canvas.chooseAll'), keys: 'Ctrl A' },
        { label: t('common.undo'), keys: 'Ctrl Z' },
        { label: t('common.redo'), keys: 'Ctrl Y' },
        { label: t('settings.keysInspector'), keys: 'Ctrl I' },
        { label: t('settings.keysDock'), keys: 'Ctrl J' },
        { label: t('canvas.fit'), keys: 'Ctrl 0' },
        { label: t('settings.keysComplete'), keys: 'Ctrl Space' },
      ],
    },
    { title: t('settings.keysQuery'), lines: [{ label: t('query.run'), keys: 'Ctrl Enter' }] },
  ]
}
