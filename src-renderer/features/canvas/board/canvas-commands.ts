// The commands of the canvas, for the keyboard and the command palette.
import type { Ref } from 'vue'
import { session } from '@renderer/client'
import { t, useCommands } from '@renderer/ui'
import { editor } from '../editing/editor'
import type { CanvasKeys } from './use-canvas-keys'
import type { CanvasFrames } from './use-frames'
import type { CanvasView } from './use-view'

export const ZOOM_STEP = 1.2

export function useCanvasCommands(
  box: Ref<HTMLElement | undefined>,
  keys: CanvasKeys,
  view: CanvasView,
  framing: CanvasFrames,
): void {
  const focusHere = () =>
    box.value?.contains(document.activeElement) === true || document.activeElement === document.body
  useCommands([
    {
      id: 'canvas.delete',
      label: () => t('common.delete'),
      keys: 'Delete',
      icon: 'trash',
      enabled: () => editor.selection.value !== undefined,
      keyWhen: focusHere,
      run: keys.removeSelected,
    },
    {
      id: 'canvas.connect',
      label: () => t('canvas.connectNode'),
      keys: 'C',
      icon: 'arrow-right',
      enabled: () => editor.selection.value?.kind === 'node' && !editor.textBroken.value,
      keyWhen: focusHere,
      run: keys.connectSelected,
    },
    {
      id: 'canvas.backspace',
      label: () => '',
      keys: 'Backspace',
      quiet: true,
      enabled: () => editor.selection.value !== undefined && focusHere(),
      run: keys.removeSelected,
    },
    {
      id: 'canvas.duplicate',
      label: () => t('common.duplicate'),
      keys: 'Ctrl D',
      icon: 'copy',
      enabled: () => editor.selection.value?.kind === 'node',
      run: keys.duplicateSelected,
    },
    {
      id: 'canvas.group',
      label: () => t('canvas.frameGroup'),
      keys: 'Ctrl G',
      icon: 'group',
      enabled: () => editor.chosenNodes().length > 0 && !editor.textBroken.value,
      run: framing.group,
    },
    {
      id: 'canvas.ungroup',
      label: () => t('canvas.frameUngroup'),
      keys: 'Ctrl Shift G',
      icon: 'ungroup',
      enabled: () => editor.selection.value?.kind === 'frame',
      run: () =>
        editor.selection.value?.kind === 'frame' && framing.ungroup(editor.selection.value.id),
    },
    {
      id: 'canvas.fold',
      label: () => t('canvas.foldOthers'),
      keys: 'Ctrl Shift F',
      icon: 'unfold-vertical',
      enabled: () => session.lab.value?.frames !== undefined && !editor.textBroken.value,
      run: framing.foldOthers,
    },
    {
      id: 'canvas.all',
      label: () => t('canvas.chooseAll'),
      keys: 'Ctrl A',
      enabled: () => session.lab.value !== undefined,
      keyWhen: focusHere,
      run: () => editor.select({ kind: 'nodes', ids: Object.keys(session.lab.value?.nodes ?? {}) }),
    },
    {
      id: 'canvas.fit',
      label: () => t('canvas.fit'),
      keys: 'Ctrl 0',
      icon: 'maximize',
      run: view.fit,
    },
    {
      id: 'canvas.in',
      label: () => t('canvas.zoomIn'),
      keys: 'Ctrl =',
      icon: 'plus',
      run: () => view.zoomBy(ZOOM_STEP),
    },
    {
      id: 'canvas.out',
      label: () => t('canvas.zoomOut'),
      keys: 'Ctrl -',
      icon: 'minus',
      run: () => view.zoomBy(1 / ZOOM_STEP),
    },
  ])
}
