import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import {hasSnapStart, snapStartRefused} from '../../signs/snapstart.ts'
import {percent} from '../../text/units.ts'

export const snapstartOff = defineCheck({
  id: 'snapstart-off',
  severity: 'info',
  needs: ['function', 'logReports', 'mapping'],
  wants: ['provisionedConcurrency'],
  run: ({function: target, logReports, mapping}, wanted, {thresholds}) => {
    const isImage = target?.packageType === 'Image'
    if (!target || target.snapStart === 'On' || !(isImage || hasSnapStart(target.runtime ?? ''))) return []
    const isProvisioned = (maybe(wanted.provisionedConcurrency) ?? []).length > 0
    if (snapStartRefused(target, isProvisioned) !== null) return []
    const share = ratio(logReports?.coldStarts, logReports?.invocations)
    if (share === null) return undecidable('the log holds no REPORT line of an invocation')
    if (share < thresholds.coldStartShareLow) return []
    if (isImage) return undecidable('SnapStart supports images of Java, Python and .NET, and AWS does not report the language of an image')
    return [fail({runtime: target.runtime ?? '', coldStartShare: share, qualified: mapping.qualifier !== null})]
  },
  text: {
    title: 'The runtime supports SnapStart, and it is off',
    why: 'SnapStart restores an environment from a snapshot in a fraction of the time that a start takes.',
    found: ({runtime, coldStartShare, qualified}) => {
      const target = qualified ? '' : ' SnapStart works on published versions and their aliases, and the mapping targets neither.'
      return `${runtime} has SnapStart, and ${percent(coldStartShare)} of the invocations start cold.${target}`
    },
  },
})
