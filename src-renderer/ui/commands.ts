// The commands that the palette lists and keys run. A screen adds its commands while it is shown;
// the frame adds those that every screen has. Keys are written as people read them: `Ctrl K`, `Ctrl
// Shift Z`, `F6`; on a Mac, Ctrl is Cmd.
import { onScopeDispose, shallowReactive } from 'vue'
import type { IconName } from './icons'

export interface Command {
  readonly id: string
  readonly label: () => string
  readonly icon?: IconName
  readonly keys?: string
  /** False hides it from the palette and lets its key pass. */
  readonly enabled?: () => boolean
  /** False lets the key pass; the palette lists it all the same. */
  readonly keyWhen?: () => boolean
  /** Keys only: not listed in the palette. */
  readonly quiet?: boolean
  /** Works while a text field has the focus, even without Ctrl. */
  readonly inFields?: boolean
  readonly run: () => void
}

export const commands = shallowReactive(new Map<string, Command>())

export function useCommands(list: readonly Command[]): void {
  for (const command of list) commands.set(command.id, command)
  onScopeDispose(() => {
    for (const command of list)
      if (commands.get(command.id) === command) commands.delete(command.id)
  })
}

export function keysOf(event: KeyboardEvent): string {
  const parts: string[] = []
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl')
  if (event.altKey) parts.push('Alt')
  const letter = event.key.length === 1
  if (event.shiftKey && (!letter || /[a-z]/i.test(event.key))) parts.push('Shift')
  parts.push(letter ? (event.key === ' ' ? 'Space' : event.key.toUpperCase()) : event.key)
  return parts.join(' ')
}

function inField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  )
}

/** Runs the command of a key, if there is one that is enabled. True when it ran. */
export function runKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented) return false
  const keys = keysOf(event)
  const plain = !event.ctrlKey && !event.metaKey && !/^F\d+$/.test(event.key)
  for (const command of commands.values()) {
    if (command.keys !== keys) continue
    if (plain && command.inFields !== true && inField(event.target)) continue
    if (command.enabled?.() === false || command.keyWhen?.() === false) continue
    event.preventDefault()
    command.run()
    return true
  }
  return false
}
