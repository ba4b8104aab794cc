import type {LoadWindow} from '../../model/derived/load.ts'
import {percent} from '../../text/units.ts'

/** Minutes of two metrics that are cut differently make so much. */
const atMost = 1.1

/**
 * How full the batches are, 0–1. Null where more records are read per invocation than a batch holds: other readers get some of them, or
 * Lambda drops some, so that the reads do not tell what the function gets.
 */
function fillOf(window: LoadWindow | null): number | null {
  const fill = window?.batchFill ?? null
  return fill === null || fill > atMost ? null : Math.min(1, fill)
}

/** "Batches are 90 % full.", and how full they were before, where both are known. */
export function fullLines(now: LoadWindow | null, before: LoadWindow | null = null): string[] {
  const [fill, former] = [fillOf(now), fillOf(before)]
  return fill === null ? [] : [`Batches are ${percent(fill)} full${former ? `, and were ${percent(former)}` : ''}.`]
}

/** "Batches were 90 % full then." */
export function fullThenLines(then: LoadWindow | null): string[] {
  const fill = fillOf(then)
  return fill === null ? [] : [`Batches were ${percent(fill)} full then.`]
}
