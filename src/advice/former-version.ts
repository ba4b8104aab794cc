import type {LambdaFunction, Mapping, Version} from '../model/evidence/evidence.ts'

const isNumber = (version: string): boolean => /^\d+$/.test(version)

const isSame = (a: Version, b: Version | undefined): boolean =>
  b !== undefined &&
  a.codeSha256 !== null &&
  a.codeSha256 === b.codeSha256 &&
  a.memoryMb === b.memoryMb &&
  a.timeoutSeconds === b.timeoutSeconds

/** The number of the newest published version; null where there is none, or none is known. */
export const newestVersion = (versions: readonly Version[] | undefined): string | null =>
  versions
    ?.map(({version}) => version)
    .filter(isNumber)
    .sort((a, b) => Number(b) - Number(a))[0] ?? null

/**
 * The newest version, where it was published after `sinceMs` (epoch milliseconds), is newer than the one that is invoked, and is not the
 * same code with the same settings; null where there is none.
 */
export function laterVersion(
  target: LambdaFunction,
  mapping: Mapping | undefined,
  versions: readonly Version[] | undefined,
  sinceMs: number | null,
): Version | null {
  const present = Number(target.version)
  if (!isPublished(mapping) || !Number.isInteger(present) || sinceMs === null) return null
  const invoked = versions?.find(({version}) => version === target.version)
  const newest = versions?.find(({version}) => version === newestVersion(versions))
  if (newest === undefined || Number(newest.version) <= present || isSame(newest, invoked)) return null
  return newest.lastModifiedMs !== null && newest.lastModifiedMs > sinceMs ? newest : null
}

/** Whether the mapping invokes a published version, by its number or an alias. */
export const isPublished = (mapping: Mapping | undefined): boolean => mapping?.qualifier != null && !mapping.qualifier.startsWith('$LATEST')

/**
 * The version to go back to: the newest that was published before the one that is invoked, and is not the same code with the same
 * settings; null where there is none. Where the versions could not be read, it is the number before.
 */
export function formerVersion(
  target: LambdaFunction,
  mapping: Mapping | undefined,
  versions: readonly Version[] | undefined,
): Pick<Version, 'version' | 'timeoutSeconds'> | null {
  const present = Number(target.version)
  const published = isPublished(mapping) && Number.isInteger(present)
  if (!versions) {
    return published && present >= 2 ? {version: String(present - 1), timeoutSeconds: null} : null
  }
  const invoked = versions.find(({version}) => version === (published ? target.version : '$LATEST'))
  const {lastModifiedMs: releasedMs} = target
  const before = versions.filter(
    one =>
      isNumber(one.version) &&
      !isSame(one, invoked) &&
      (published ? Number(one.version) < present : releasedMs !== null && one.lastModifiedMs !== null && one.lastModifiedMs < releasedMs),
  )
  return before.sort((a, b) => Number(b.version) - Number(a.version))[0] ?? null
}

/** Whether the invoked version is the code of the one before, with a timeout that is no shorter: it differs from it in nothing that times out. */
export function isRaisedTimeout({version}: LambdaFunction, versions: readonly Version[] | undefined): boolean {
  const invoked = versions?.find(one => one.version === version)
  const before = newestVersion(versions?.filter(one => Number(one.version) < Number(version)))
  const former = versions?.find(one => one.version === before)
  if (!invoked || !former || invoked.codeSha256 === null || invoked.codeSha256 !== former.codeSha256) return false
  return (invoked.timeoutSeconds ?? 0) >= (former.timeoutSeconds ?? Number.POSITIVE_INFINITY)
}
