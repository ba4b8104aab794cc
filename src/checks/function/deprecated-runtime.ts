import {regionFlag} from '../../advice/region-flag.ts'
import {isCustomerManaged, isNewerThanTheList, runtimeDates, runtimesReadOn, successorOf} from '../../aws-facts/runtimes.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {option} from '../../text/shell.ts'
import {count, epochMs} from '../../text/units.ts'

const dayMs = 86_400_000

export const deprecatedRuntime = defineCheck({
  id: 'deprecated-runtime',
  severity: 'low',
  needs: ['function'],
  run: ({function: target}, _wanted, {nowMs, thresholds}) => {
    // Whoever made an image answers for its content.
    if (target === null || target.packageType === 'Image') return []
    const {runtime} = target
    if (runtime === null) return undecidable('AWS gave no runtime of the function')
    if (isCustomerManaged(runtime) || isNewerThanTheList(runtime)) return []
    if (!Object.hasOwn(runtimeDates, runtime)) return undecidable(`${runtime} is not in the list of runtimes of ${runtimesReadOn}`)
    const [deprecatedOn = null, createBlockedOn = null, updateBlockedOn = null] = runtimeDates[runtime] ?? []
    if (deprecatedOn === null) return []
    const daysLeft = Math.ceil((epochMs(deprecatedOn) - nowMs) / dayMs)
    if (daysLeft > thresholds.runtimeNoticeDays) return []
    const updateBlocked = updateBlockedOn !== null && nowMs >= epochMs(updateBlockedOn)
    const successor = successorOf(runtime)
    return [
      fail(
        {runtime, deprecatedOn, daysLeft, createBlockedOn, updateBlockedOn, updateBlocked},
        successor === null
          ? null
          : {
              command: `aws lambda update-function-configuration${regionFlag(target.functionArn)}${option('function-name', target.functionName)}${option('runtime', successor)}`,
              values: {successor},
            },
      ),
    ]
  },
  text: {
    title: 'The runtime of the function is deprecated, or soon will be',
    why: 'AWS no longer patches a deprecated runtime, and later refuses updates of the functions on it.',
    found: ({runtime, deprecatedOn, daysLeft, updateBlockedOn, updateBlocked}) => {
      const patches =
        daysLeft > 0
          ? `${runtime} will be deprecated on ${deprecatedOn}, in ${count(daysLeft, 'day')}: AWS then stops its patches.`
          : `${runtime} was deprecated on ${deprecatedOn}: AWS no longer patches it.`
      if (updateBlockedOn === null) return patches
      const since = updateBlocked ? `Since ${updateBlockedOn} AWS refuses` : `From ${updateBlockedOn} on AWS refuses`
      return `${patches} ${since} updates of the function's code, memory and other settings, except to another runtime. ddbstream configure cannot make them either.`
    },
    fix: ({successor}) =>
      `Build and test the function for ${successor} first: code and libraries may need changes. The command changes $LATEST at once, and with it a mapping without a version. Other mappings get the change with a new version. If a template creates the function, change it there.`,
  },
})
