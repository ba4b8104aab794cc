import {idOf, type PipelineLag, type Sample} from '../../model/watch/iterator-age.ts'
import type {LagState, WatchEvent} from '../../model/watch/watch.ts'
import {targetLabel} from '../../text/function-label.ts'
import {duration, epochMs} from '../../text/units.ts'

/** A busy machine may be this late; more is sleep. */
const longestDelaySeconds = 60

/** The differences from the sample before. */
export function newsOf(before: Sample, now: Sample, wasTroubled: boolean, sleptSeconds: number): WatchEvent[] {
  const known = new Map(before.pipelines.map(pipeline => [idOf(pipeline), pipeline]))
  const say = (text: string): WatchEvent => ({at: now.at, text, transition: null})
  const passedSeconds = (epochMs(now.at) - epochMs(before.at)) / 1000
  return [
    ...(wasTroubled ? [say(`AWS responds again, after ${duration(passedSeconds)}`)] : []),
    ...(sleptSeconds > longestDelaySeconds ? [say(`no sample for ${duration(passedSeconds)}: this machine slept`)] : []),
    ...now.pipelines.flatMap(pipeline => {
      const old = known.get(idOf(pipeline))
      return old
        ? changes(old, pipeline, say)
        : [say(`${targetLabel(pipeline)}: new mapping on ${pipeline.table ?? 'a table'}, ${pipeline.lag.state}`)]
    }),
    ...before.pipelines
      .filter(old => !now.pipelines.some(pipeline => idOf(pipeline) === idOf(old)))
      .map(old => say(`${targetLabel(old)}: the mapping on ${old.table ?? 'a table'} is gone`)),
  ]
}

function changes(old: PipelineLag, pipeline: PipelineLag, say: (text: string) => WatchEvent): WatchEvent[] {
  const [from, to]: [LagState, LagState] = [old.lag.state, pipeline.lag.state]
  const target = targetLabel(pipeline)
  const shards = [old.openShards, pipeline.openShards]
  const moved = old.lastChange && pipeline.lastChange && pipeline.lastChange.at > old.lastChange.at ? pipeline.lastChange.what : null
  return [
    ...(moved ? [say(`${target}: the ${moved} was changed`)] : []),
    ...(shards[0] !== null && shards[1] !== null && shards[0] !== shards[1]
      ? [say(`${target}: ${shards[0]} → ${shards[1]} open shards`)]
      : []),
    ...(from === to
      ? []
      : [{...say(`${target}: ${from} → ${to}`), transition: {id: idOf(pipeline), function: target, table: pipeline.table, from, to}}]),
  ]
}
