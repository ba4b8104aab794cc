import {listVersions, type VersionAnswer} from '../../aws/lambda-changes.ts'
import {orNull} from '../../aws/not-found.ts'
import type {Version} from '../../model/evidence.ts'
import {defineAsked} from './asked.ts'

/** Older ones are nobody's way back. */
const most = 50

/** The newest published versions of the function, with `$LATEST` last; null where the function does not exist. */
export const versions = defineAsked({
  key: 'versions',
  scope: 'function',
  needs: ['mapping'],
  actions: ['lambda:ListVersionsByFunction'],
  collect: async (aws, {mapping: {functionName}}) => {
    const list = await orNull(listVersions(aws, functionName))
    if (list === null) return null
    const newest = list.filter(isPublished).sort((a, b) => Number(b.version) - Number(a.version))
    return [...newest.slice(0, most), ...list.filter(one => one.version === '$LATEST')].map(versionFrom)
  },
})

const isPublished = ({version}: VersionAnswer): boolean => /^\d+$/.test(version)

function versionFrom({version, codeSha256, lastModified, memoryMb, timeoutSeconds}: VersionAnswer): Version {
  const ms = Date.parse(lastModified ?? '')
  return {version, lastModifiedMs: Number.isNaN(ms) ? null : ms, codeSha256, memoryMb, timeoutSeconds}
}
