import {identifierOf} from '../../aws-facts/runtimes.ts'
import {defineDerived} from '../../model/derived/derived.ts'
import type {RuntimeUpdate} from '../../model/derived/runtime-update.ts'
import type {LogStarts} from '../../model/evidence/evidence.ts'

type Start = LogStarts['starts'][number]

/** The newest version of the runtime against the one that started last before it. */
function updateOf(starts: readonly Start[]): RuntimeUpdate | null {
  const [newest, ...others] = [...starts].sort((a, b) => b.firstMs - a.firstMs)
  if (newest?.runtimeVersion == null) return null
  const before = others
    .filter(one => one.runtimeVersion !== null)
    .filter(one => (one.runtimeVersionArn ?? one.runtimeVersion) !== (newest.runtimeVersionArn ?? newest.runtimeVersion))
    .sort((a, b) => b.lastMs - a.lastMs)[0]
  if (before?.runtimeVersion == null) return null
  return {
    version: newest.version,
    isSet: identifierOf(before.runtimeVersion) !== identifierOf(newest.runtimeVersion),
    from: before.runtimeVersion,
    to: newest.runtimeVersion,
    fromArn: before.runtimeVersionArn,
    lastBeforeMs: Math.min(before.lastMs, newest.firstMs),
    firstMs: newest.firstMs,
  }
}

/** The newest change of the runtime, or of its version, that starts in the log show, under one version of the function; null where none does. */
export const runtimeUpdate = defineDerived({
  key: 'runtimeUpdate',
  needs: ['logStarts'],
  wants: [],
  compute: ({logStarts}): RuntimeUpdate | null => {
    const starts = logStarts?.starts ?? []
    const versions = [...new Set(starts.map(({version}) => version))]
    const updates = versions.flatMap(version => updateOf(starts.filter(one => one.version === version)) ?? [])
    return updates.sort((a, b) => b.firstMs - a.firstMs)[0] ?? null
  },
})
