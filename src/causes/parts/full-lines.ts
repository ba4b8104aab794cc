import type {LoadWindow} from '../../model/derived/load.ts'
import {percent} from '../../text/units.ts'
import {known} from './lines.ts'

const text = {
  full: (fill: number) => `Batches are ${percent(fill)} full.`,
  fullAndWere: (fill: number, former: number) => `Batches are ${percent(fill)} full, and were ${percent(former)}.`,
  fullThen: (fill: number) => `Batches were ${percent(fill)} full then.`,
}

/** Minutes of two metrics that are cut differently make so much. */
const atMost = 1.1

/**
 * How full the batches are, 0–1. Null where more records are read per invocation than a batch holds: other readers get some of them, or
 * Lambda drops some, so that the reads do not show the records that the function gets.
 */
function fillOf(window: LoadWindow | null): number | null {
  const fill = window?.batchFill ?? null
  return fill === null || fill > atMost ? null : Math.min(1, fill)
}

/** How full the batches are, and how full they were before, where both are known. */
export function fullLines(now: LoadWindow | null, before: LoadWindow | null = null): string[] {
  const former = fillOf(before)
  return known(fillOf(now), fill => (former ? text.fullAndWere(fill, former) : text.full(fill)))
}

/** How full the batches were before it began. */
export const fullThenLines = (then: LoadWindow | null): string[] => known(fillOf(then), text.fullThen)
