// Changes of frames, each as a change of the YAML text like those of nodes: text in, text out. The
// nodes of a frame have their places in it, so a node that comes or goes gets its place anew.
import type { LabFile } from '@shared/lab'
import { isMap, isScalar, YAMLMap, type Document } from 'yaml'
import { framesIn, leaveFrames, membersIn } from './frame-document'
import { edit, flow, freeName } from './lab-edit'

type At = readonly [number, number]
type Title = LabFile['title']

export interface NewFrame {
  readonly nodes: readonly string[]
  readonly title?: Title | undefined
  readonly folded?: boolean
}

export function addFrame(
  text: string,
  lab: LabFile,
  frame: NewFrame,
  place?: { readonly at: At; readonly nodes: ReadonlyMap<string, At> },
): { readonly text: string; readonly id: string } {
  const id = freeName(Object.keys(lab.frames ?? {}), 'frame')
  const added = edit(text, document => {
    leaveFrames(document, frame.nodes)
    write(document, id, frame, place?.at)
    for (const [node, at] of place?.nodes ?? [])
      document.setIn(['nodes', node, 'at'], flow(document, [Math.round(at[0]), Math.round(at[1])]))
  })
  return { text: added, id }
}

function write(document: Document, id: string, frame: NewFrame, at: At | undefined): void {
  const body = new YAMLMap()
  if (frame.title !== undefined) body.set('title', flow(document, frame.title))
  if (at !== undefined) body.set('at', flow(document, at.map(Math.round)))
  if (frame.folded === true) body.set('folded', true)
  body.set('nodes', flow(document, frame.nodes))
  framesOf(document).set(id, body)
}

/** `frames` follows `nodes`, where people look for it. */
function framesOf(document: Document): YAMLMap {
  const known: unknown = document.get('frames', true)
  if (isMap(known)) return known
  const made = new YAMLMap()
  const { contents } = document
  if (!isMap(contents)) return made
  const after = contents.items.findIndex(({ key }) => isScalar(key) && key.value === 'nodes')
  contents.items.splice(after + 1, 0, document.createPair('frames', made))
  return made
}

/** Takes the frame away and leaves its nodes where they are drawn. */
export function removeFrame(text: string, id: string, drawn: ReadonlyMap<string, At>): string {
  return edit(text, document => {
    const nodes = framesIn(document)
      .filter(([name]) => name === id)
      .flatMap(([, frame]) => membersIn(frame).map(({ value }) => String(value)))
    leaveFrames(document, nodes)
    for (const node of nodes) placeNode(document, node, drawn.get(node))
  })
}

export function leaveFrame(text: string, node: string, drawn: At | undefined): string {
  return edit(text, document => {
    leaveFrames(document, [node])
    placeNode(document, node, drawn)
  })
}

/** Without a place of its own, the layout goes on placing it. */
function placeNode(document: Document, node: string, at: At | undefined): void {
  const body: unknown = document.getIn(['nodes', node], true)
  if (!isMap(body)) return
  if (at === undefined) body.delete('at')
  else body.set('at', flow(document, [Math.round(at[0]), Math.round(at[1])]))
}

export function foldFrames(text: string, folded: ReadonlyMap<string, boolean>): string {
  return edit(text, document => {
    for (const [id, frame] of framesIn(document)) {
      const wanted = folded.get(id)
      if (wanted === true) frame.set('folded', true)
      else if (wanted === false) frame.delete('folded')
    }
  })
}

export function moveFrame(text: string, id: string, [x, y]: At): string {
  return edit(text, document => {
    for (const [name, frame] of framesIn(document))
      if (name === id) frame.set('at', flow(document, [Math.round(x), Math.round(y)]))
  })
}

/** Forgets every place that a hand gave, and frames what belongs together. */
export function tidyText(text: string, lab: LabFile, frames: readonly NewFrame[]): string {
  return edit(text, document => {
    for (const id of Object.keys(lab.nodes)) document.deleteIn(['nodes', id, 'at'])
    for (const [, frame] of framesIn(document)) frame.delete('at')
    const names = new Set(Object.keys(lab.frames ?? {}))
    for (const frame of frames) {
      const id = freeName(names, 'frame')
      names.add(id)
      write(document, id, frame, undefined)
    }
  })
}
