// What a person does with frames on the canvas: group the chosen nodes, fold, open, dissolve. Each
// except folding is a change of the lab's text, so undo takes it back.
import type { ComputedRef } from 'vue'
import { nodeTypes, session, toastUndo } from '@renderer/client'
import { t } from '@renderer/ui'
import { editor } from '../editing/editor'
import { addFrame, leaveFrame, moveFrame, removeFrame, tidyText } from '../editing/frame-edit'
import { focusNode } from './focus-node'
import { setFolds } from './folds'
import { consumerFrames, FRAME_HEAD, FRAME_PAD, frameKey, type DrawnFrame } from './frames'
import { isTopicIn, type DrawnNode } from './graph'

type At = readonly [number, number]

export interface CanvasFrames {
  group(): void
  ungroup(id: string): void
  takeOut(node: string): void
  setFolded(id: string, folded: boolean): void
  /** All but the selected one. */
  foldOthers(): void
  /** Opens all when nothing is left to fold. */
  foldAll(): void
  move(id: string, at: At, change?: (text: string) => void): void
  tidy(): void
}

type Nodes = ComputedRef<readonly DrawnNode[]>
type Frames = ComputedRef<readonly DrawnFrame[]>

/** Where each node of a frame is drawn now, if a hand has placed anything in it. */
function spotsIn(id: string, nodes: Nodes, frames: Frames): ReadonlyMap<string, At> {
  const inside = nodes.value.filter(({ frame }) => frame === id)
  const placed = inside.some(({ node }) => node.at !== undefined)
  const free = frames.value.find(frame => frame.id === id)?.frame.at === undefined
  return new Map(
    free && !placed ? [] : inside.map(({ id: node, spot }) => [node, [spot.x, spot.y]]),
  )
}

/** Nodes that a hand has placed stay where they are, in the new frame. */
function placeFor(chosen: readonly DrawnNode[]) {
  if (chosen.every(({ node }) => node.at === undefined)) return undefined
  const left = Math.min(...chosen.map(({ spot }) => spot.x)) - FRAME_PAD
  const top = Math.min(...chosen.map(({ spot }) => spot.y)) - FRAME_HEAD - FRAME_PAD
  const inside = chosen.map(({ id, spot }): [string, At] => [id, [spot.x - left, spot.y - top]])
  return { at: [left, top] as const, nodes: new Map(inside) }
}

function group(nodes: Nodes): void {
  const lab = session.lab.value
  const ids = editor.chosenNodes()
  if (lab === undefined || ids.length === 0 || editor.textBroken.value) return
  const chosen = nodes.value.filter(({ id }) => ids.includes(id))
  const frame = { title: t('canvas.frameNew'), nodes: ids }
  const { text, id } = addFrame(session.text.value, lab, frame, placeFor(chosen))
  editor.change(text)
  editor.select({ kind: 'frame', id })
  focusNode(frameKey(id))
}

const fold = (which: readonly DrawnFrame[], folded: boolean): void =>
  setFolds(new Map(which.map(({ id }) => [id, folded])))

function foldOthers(nodes: Nodes, frames: Frames): void {
  const chosen = editor.selection.value
  const own =
    chosen?.kind === 'frame'
      ? chosen.id
      : nodes.value.find(({ id }) => chosen?.kind === 'node' && id === chosen.id)?.frame
  const others = frames.value.filter(({ id }) => id !== own)
  fold(others, true)
}

/** Frames that are there stay; a lab without any gets one for each consumer group. */
function tidy(): void {
  const lab = session.lab.value
  if (lab === undefined || editor.textBroken.value) return
  const isTopic = isTopicIn(lab, nodeTypes.value)
  const found = lab.frames === undefined ? consumerFrames(lab, isTopic) : []
  const made = found.map(({ first, nodes: inside }) => ({
    title: lab.nodes[first]?.title ?? first,
    nodes: inside,
    folded: true,
  }))
  editor.change(tidyText(session.text.value, lab, made))
}

export function useFrames(nodes: Nodes, frames: Frames): CanvasFrames {
  return {
    group: () => group(nodes),
    ungroup(id) {
      if (editor.textBroken.value) return
      editor.change(removeFrame(session.text.value, id, spotsIn(id, nodes, frames)))
      toastUndo(t('canvas.frameGone'), editor.undo)
      editor.select(undefined)
    },
    takeOut(node) {
      const drawn = nodes.value.find(({ id }) => id === node)
      if (drawn?.frame === undefined || editor.textBroken.value) return
      const spot = spotsIn(drawn.frame, nodes, frames).get(node)
      editor.change(leaveFrame(session.text.value, node, spot))
    },
    setFolded(id, folded) {
      fold(
        frames.value.filter(frame => frame.id === id),
        folded,
      )
      focusNode(frameKey(id))
    },
    foldOthers: () => foldOthers(nodes, frames),
    foldAll: () =>
      fold(
        frames.value,
        frames.value.some(frame => !frame.folded),
      ),
    move(id, at, change = editor.change) {
      if (!editor.textBroken.value) change(moveFrame(session.text.value, id, at))
    },
    tidy,
  }
}
