import {retentionSeconds} from '../aws-facts/limits.ts'
import type {Fix} from '../model/check.ts'
import type {OldStream, StaleStream} from '../model/derived/polling.ts'
import type {Mapping, Stream, TableMetrics} from '../model/evidence/evidence.ts'
import {streamLabel, streamMadeMs} from '../model/evidence/stream-label.ts'
import {option, structureOption} from '../text/shell.ts'
import {count} from '../text/units.ts'
import {configureCommand, fixCommand} from './fix-command.ts'
import {regionFlag} from './region-flag.ts'
import {writtenBetween} from './update-effect.ts'

/** The evidence for the advice beside the stale stream itself; undefined where it could not be read. */
export interface AroundStale {
  nowMs: number
  /** The stream that the mapping reads. */
  stream: Stream | null | undefined
  oldStream: OldStream | null | undefined
  tableMetrics: TableMetrics | undefined
}

const remap = (mapping: Mapping): string => fixCommand('remap', mapping, [['stream', 'latest']])

/** A mapping that is off reads nothing of either stream: it is enabled first, unless its stream is gone. */
const toLatest = (mapping: Mapping, {stream}: AroundStale): string =>
  mapping.state === 'Disabled' && stream !== null ? `${configureCommand(mapping, {Enabled: true})} && ${remap(mapping)}` : remap(mapping)

const newMapping =
  "Map the function to the table's latest stream. The new mapping gets the settings of this one. This one stays: the same command deletes it once its stream has drained."

/** Records that were written since the stream was made and have not expired. */
export function waitingIn(streamArn: string, {tableMetrics, nowMs}: {tableMetrics: TableMetrics | null; nowMs: number}): number | null {
  const madeMs = streamMadeMs(streamArn)
  return madeMs === null ? null : writtenBetween({tableMetrics, nowMs}, Math.min(retentionSeconds, (nowMs - madeMs) / 1000), 0)
}

function effectOf(latestStreamArn: string, {nowMs, tableMetrics}: AroundStale): string {
  const waiting = waitingIn(latestStreamArn, {nowMs, tableMetrics: tableMetrics ?? null})
  const starts = 'Polling of the latest stream starts within several minutes, at its oldest record.'
  return waiting === null ? starts : `${starts} About ${count(waiting, 'record')} ${waiting === 1 ? 'waits' : 'wait'} there.`
}

/** Switches a stream on with the images of the old one, and maps the function to it. */
function withNewStream(mapping: Mapping, around: AroundStale): Fix {
  const at = `${regionFlag(mapping.eventSourceArn)}${option('table-name', mapping.tableName ?? '')}`
  const view = around.stream?.streamViewType ?? 'NEW_AND_OLD_IMAGES'
  return {
    summary: 'The table has no enabled stream. Enable its stream, then map the function to it.',
    effect: 'Later changes then reach the function. Changes made while no stream was enabled are in no stream: read them from the table.',
    command: [
      `aws dynamodb update-table${at}${structureOption('stream-specification', {StreamEnabled: 'true', StreamViewType: view})}`,
      `aws dynamodb wait table-exists${at}`,
      toLatest(mapping, around),
    ].join(' && '),
  }
}

/** The advice on a mapping that reads a stale stream and that no other mapping has taken the place of. */
export function mapLatestStream(mapping: Mapping, {latestStreamArn, withoutLatest}: StaleStream, around: AroundStale): Fix {
  if (latestStreamArn !== null)
    return {
      summary: newMapping,
      command: toLatest(mapping, around),
      settings: [{name: 'EventSourceArn', before: streamLabel(mapping.eventSourceArn), after: streamLabel(latestStreamArn)}],
      effect: effectOf(latestStreamArn, around),
    }
  if (withoutLatest === 'no-stream') return withNewStream(mapping, around)
  if (withoutLatest === 'no-table')
    return {
      summary: 'Create the table again with a stream, then map the function to that stream.',
      doubt: 'The table no longer exists: no change of the mapping brings records.',
      command: '',
    }
  return {
    summary: newMapping,
    doubt:
      "The table's latest stream is not known. The table could not be read (dynamodb:DescribeTable), or it still names the old stream.",
    command: toLatest(mapping, around),
  }
}

/** Deletes the mapping of an old stream, behind which another one reads the latest; null while the old stream may still be read. */
export const deleteDrained = (mapping: Mapping, oldStream: OldStream | null | undefined): Fix | null =>
  oldStream?.kind === 'gone' || oldStream?.kind === 'drained'
    ? {
        summary: `Delete this mapping: ${oldStream.kind === 'gone' ? 'its stream no longer exists' : 'its stream has drained'}. The plan names the mapping that stays.`,
        command: remap(mapping),
      }
    : null
