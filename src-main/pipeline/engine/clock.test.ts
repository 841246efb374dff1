// The lab's clock goes with the computer's, is moved, stands still, and never goes back.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LabClock } from './clock'

let dir: string
let wallMs: number
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'clock-'))
  wallMs = 1_000_000
})
afterEach(() => rm(dir, { recursive: true }))
const open = () => LabClock.open(dir, undefined, () => wallMs)

it('stands still while it is held, and goes on from there', async () => {
  const clock = await open()
  clock.hold()
  wallMs += 60_000
  expect(clock.now()).toBe(1_000_000)
  await clock.letGo()
  expect(clock.now()).toBe(1_000_000)
  wallMs += 500
  expect(clock.now()).toBe(1_000_500)
  expect((await open()).now()).toBe(1_000_500)
})

it('is moved while it is held', async () => {
  const clock = await open()
  clock.hold()
  await clock.moveTo(5_000_000)
  wallMs += 60_000
  expect(clock.now()).toBe(5_000_000)
  await clock.letGo()
  expect(clock.now()).toBe(5_000_000)
})
