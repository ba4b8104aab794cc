import {regionFlag} from '../../advice/region-flag.ts'
import {prices} from '../../aws-facts/prices.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import {snapshotsAreBilled} from '../../signs/snapstart.ts'
import {option} from '../../text/shell.ts'
import {count} from '../../text/units.ts'

const monthSeconds = 30 * 86_400

export const unusedSnapstartVersions = defineCheck({
  id: 'unused-snapstart-versions',
  severity: 'low',
  needs: ['versions', 'mapping'],
  wants: ['siblings'],
  run: ({versions, mapping}, wanted) => {
    const mapped = [mapping, ...(maybe(wanted.siblings) ?? [])].flatMap(({functionName, qualifier}) =>
      functionName === mapping.functionName && qualifier !== null ? [qualifier] : [],
    )
    const unused = versions.filter(
      ({version, runtime, snapStart, hasAlias}) =>
        snapStart === 'On' && runtime !== null && snapshotsAreBilled(runtime) && !hasAlias && !mapped.includes(version),
    )
    const [oldest] = unused
    if (oldest === undefined) return []
    const gigabytes = unused.reduce((sum, {memoryMb}) => sum + (memoryMb ?? 128) / 1024, 0)
    return [
      fail(
        {versions: unused.map(({version}) => version), usdPerMonth: gigabytes * monthSeconds * prices.perGbSecondCached},
        {
          command: `aws lambda delete-function${regionFlag(mapping.functionArn)}${option('function-name', mapping.functionName)}${option('qualifier', oldest.version)}`,
        },
      ),
    ]
  },
  text: {
    title: 'Snapshots of unused versions are billed',
    why: 'For Python and .NET, AWS bills the snapshot of each published version as long as the version exists.',
    found: ({versions, usdPerMonth}) => {
      const more = versions.length > 5 ? ', …' : ''
      const listed = `${versions.slice(0, 5).join(', ')}${more}`
      return `Neither an alias nor a mapping points at ${count(versions.length, 'version')} with a snapshot (${listed}): about $${usdPerMonth.toFixed(2)} a month at the list price of us-east-1.`
    },
    fix: () =>
      'Keep the version that you would roll back to, and delete those that nobody invokes by their number. A deleted version cannot be restored. The command deletes the oldest.',
  },
})
