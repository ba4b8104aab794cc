import type {LabLogGroup, LogEvent, LogStore} from '../../../../packages/lab/src/simulation/engine/world.ts'
import {startMs} from '../world-of-one.ts'

/** Lines as Lambda writes them; times in seconds before 12:00 of the world of one. */
export interface Line {
  secondsAgo: number
  message: string
  stream?: string
  ingestedMs?: number
}

export const requestId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

export function report(
  n: number,
  durationMs: number,
  more: {usedMb?: number; initMs?: number; restoreMs?: number; tail?: string} = {},
): string {
  const {usedMb = 31, initMs, restoreMs, tail} = more
  const parts = [
    `REPORT RequestId: ${requestId(n)}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMs)} ms`,
    'Memory Size: 128 MB',
    `Max Memory Used: ${usedMb} MB`,
  ]
  if (initMs !== undefined) parts.push(`Init Duration: ${initMs.toFixed(2)} ms`)
  if (restoreMs !== undefined)
    parts.push(`Restore Duration: ${restoreMs.toFixed(2)} ms`, `Billed Restore Duration: ${Math.ceil(restoreMs)} ms`)
  if (tail !== undefined) parts.push(tail)
  return `${parts.join('\t')}\t\n`
}

export const platformReport = (n: number, status: string, metrics: Record<string, number>): string =>
  JSON.stringify({time: '2026-11-23T11:00:00.000Z', type: 'platform.report', record: {requestId: requestId(n), status, metrics}})

export const group = (name: string, more: Partial<LabLogGroup> = {}): LabLogGroup => ({
  name,
  arn: `arn:aws:logs:us-east-1:123456789012:log-group:${name}`,
  createdMs: startMs - 10 * 86_400_000,
  retentionDays: null,
  class: 'STANDARD',
  ...more,
})

export const eventOf = ({secondsAgo, message, stream = '2026/11/23/[$LATEST]0123456789abcdef', ingestedMs}: Line): LogEvent => {
  const atMs = startMs - secondsAgo * 1000
  return {atMs, ingestedMs: ingestedMs ?? atMs + 500, stream, message}
}

/** A store that holds these lines, and shows those that are ingested at its now. */
export function storeOf(nowMs: () => number, groups: readonly {group: LabLogGroup; lines: readonly Line[]}[]): LogStore {
  const events = new Map(groups.map(({group: {name}, lines}) => [name, lines.map(eventOf).sort((a, b) => a.atMs - b.atMs)]))
  return {
    groups: () => groups.map(one => one.group),
    read: (name, fromMs, toMs) =>
      (events.get(name) ?? []).filter(({atMs, ingestedMs}) => atMs >= fromMs && atMs <= toMs && ingestedMs <= nowMs()),
  }
}
