import {regionFlag} from '../../advice/region-flag.ts'
import {isCustomerManaged, isNewerThanTheList, runtimeDates, runtimesReadOn, successorOf} from '../../aws-facts/runtimes.ts'
import {defineCheck, type Fix, fail, undecidable} from '../../model/check.ts'
import type {LambdaFunction} from '../../model/evidence/evidence.ts'
import {shellWord} from '../../text/shell.ts'
import {count, epochMs} from '../../text/units.ts'

const dayMs = 86_400_000

const moveTo = (successor: string, {functionName, functionArn}: LambdaFunction): Fix => ({
  summary: `Build and test the function for ${successor} first: code and libraries may need changes. The command changes $LATEST at once, and with it a mapping without a version; others see it with a new version. Where a template creates the function, change it there.`,
  command: `aws lambda update-function-configuration${regionFlag(functionArn)} --function-name ${shellWord(functionName)} --runtime ${successor}`,
})

export const deprecatedRuntime = defineCheck({
  id: 'deprecated-runtime',
  title: 'The runtime of the function is deprecated, or soon will be',
  severity: 'low',
  why: 'AWS no longer patches a deprecated runtime, and later refuses updates of the functions on it.',
  needs: ['function'],
  run: ({function: target}, _wanted, {nowMs, thresholds}) => {
    // Whoever made an image answers for what is in it.
    if (target === null || target.packageType === 'Image') return []
    const {runtime} = target
    if (runtime === null) return undecidable('AWS does not return the runtime of the function')
    if (isCustomerManaged(runtime) || isNewerThanTheList(runtime)) return []
    if (!Object.hasOwn(runtimeDates, runtime))
      return undecidable(`${runtime} is not in the list of runtimes, which is of ${runtimesReadOn}`)
    const [deprecatedOn = null, createBlockedOn = null, updateBlockedOn = null] = runtimeDates[runtime] ?? []
    if (deprecatedOn === null) return []
    const daysLeft = Math.ceil((epochMs(deprecatedOn) - nowMs) / dayMs)
    if (daysLeft > thresholds.runtimeNoticeDays) return []
    const updateBlocked = updateBlockedOn !== null && nowMs >= epochMs(updateBlockedOn)
    const successor = successorOf(runtime)
    return [
      fail(
        {runtime, deprecatedOn, daysLeft, createBlockedOn, updateBlockedOn, updateBlocked},
        successor === null ? null : moveTo(successor, target),
      ),
    ]
  },
  say: ({runtime, deprecatedOn, daysLeft, updateBlockedOn, updateBlocked}) => {
    const patches =
      daysLeft > 0
        ? `${runtime} will be deprecated on ${deprecatedOn}, in ${count(daysLeft, 'day')}: AWS then stops patching it.`
        : `${runtime} was deprecated on ${deprecatedOn}: AWS no longer patches it.`
    if (updateBlockedOn === null) return patches
    const since = updateBlocked ? `Since ${updateBlockedOn} it refuses` : `From ${updateBlockedOn} on it refuses`
    return `${patches} ${since} updates of the function's code, memory and other settings, except to another runtime; ddbstream configure cannot make them either.`
  },
})
