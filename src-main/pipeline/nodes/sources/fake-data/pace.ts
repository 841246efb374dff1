// When the records of a source come. Mostly each event of the schedule is a record. Of a record with
// states the schedule begins lives, and the records are their steps, in the order of their times.
import type { Lives, RateSchedule } from '@main/generator'

/** `made` counts records, those that a fault drops too. */
export interface Pace {
  due(nowMs: number, made: number): number
  nextDueMs(made: number): number
  finished(made: number, nowMs: number): boolean
  /** How many events of the schedule that many records have taken. */
  begun(made: number): number
}

export const plainPace = (schedule: RateSchedule): Pace => ({
  due: nowMs => schedule.due(nowMs),
  nextDueMs: made => schedule.nextDueMs(made),
  finished: (made, nowMs) => schedule.finished(made, nowMs),
  begun: made => made,
})

/** `eventsMax`: of records; the schedule itself has no such limit. */
export function livesPace(schedule: RateSchedule, lives: Lives, eventsMax: number): Pace {
  const due = (nowMs: number, made: number) =>
    Math.min(eventsMax, lives.countBy(nowMs, schedule.due(nowMs), made))
  return {
    due,
    nextDueMs: made =>
      Math.min(lives.knownMs(made) ?? lives.nextStepMs, schedule.nextDueMs(lives.entities)),
    finished: (made, nowMs) =>
      made >= eventsMax || (schedule.finished(lives.entities, nowMs) && due(nowMs, made) <= made),
    begun: () => lives.entities,
  }
}
