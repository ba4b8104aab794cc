import {defineCheck, fail, undecidable} from '../model/check.ts'
import {ratio} from '../model/ratio.ts'
import {percent} from '../model/units.ts'

/** Java 11, Python 3.12, .NET 8 and later (Lambda Developer Guide, "Improving startup performance with Lambda SnapStart"). */
function hasSnapStart(runtime: string): boolean {
  const [, family = '', major = '0', minor = '0'] = /^(java|python|dotnet)(\d+)(?:\.(\d+))?/.exec(runtime) ?? []
  if (family === 'python') return Number(major) > 3 || Number(minor) >= 12
  return (family === 'java' && Number(major) >= 11) || (family === 'dotnet' && Number(major) >= 8)
}

export const snapstartOff = defineCheck({
  id: 'snapstart-off',
  title: 'The runtime has SnapStart, and it is off',
  severity: 'info',
  why: 'SnapStart restores an environment from a snapshot in a fraction of the time that a start takes.',
  needs: ['function', 'logReports', 'mapping'],
  run: ({function: target, logReports, mapping}, _wanted, {thresholds}) => {
    const can = target?.runtime && target.packageType !== 'Image' && hasSnapStart(target.runtime)
    if (!can || target.snapStart === 'On') return []
    const share = ratio(logReports?.coldStarts, logReports?.invocations)
    if (share === null) return undecidable('the log holds no REPORT line of an invocation')
    if (share < thresholds.coldStartShareLow) return []
    return [fail({runtime: target.runtime ?? '', coldStartShare: share, qualified: mapping.qualifier !== null})]
  },
  say: ({runtime, coldStartShare, qualified}) =>
    `${runtime} has SnapStart, and ${percent(coldStartShare)} of the invocations start cold${qualified ? '' : '; it works for versions and aliases, and this mapping targets neither'}.`,
})
