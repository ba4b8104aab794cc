import {epochMs} from '../../text/units.ts'

/** The label of a stream is the time at which it was made. */
export const streamLabel = (streamArn: string): string => streamArn.split('/stream/')[1] ?? streamArn

/** When a stream was made, epoch milliseconds; null where its label is no time. */
export function streamMadeMs(streamArn: string | null): number | null {
  const ms = streamArn === null ? Number.NaN : epochMs(`${streamLabel(streamArn)}Z`)
  return Number.isNaN(ms) ? null : ms
}
