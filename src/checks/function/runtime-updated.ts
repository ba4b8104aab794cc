import {formerRuntime, updatePrecedes} from '../../advice/former-runtime.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import {iso} from '../../text/units.ts'

export const runtimeUpdated = defineCheck({
  id: 'runtime-updated',
  severity: 'info',
  needs: ['logStarts', 'runtimeUpdate'],
  wants: ['function', 'mapping', 'failures'],
  run: ({logStarts, runtimeUpdate}, wanted) => {
    if (logStarts === null) return undecidable('the function has no log group')
    if (runtimeUpdate === null || runtimeUpdate.isSet) return []
    const {from, to, version, firstMs} = runtimeUpdate
    // The way back is for a function that fails since then: the new version has fixes that the one before lacks.
    const sinceMs = maybe(wanted.failures)?.sinceMs ?? null
    const isSince = sinceMs !== null && updatePrecedes(runtimeUpdate, sinceMs)
    const fix = isSince ? formerRuntime(runtimeUpdate, maybe(wanted.function), maybe(wanted.mapping)) : null
    return [fail({from, to, version, firstAt: iso(firstMs)}, fix)]
  },
  text: {
    title: 'The managed runtime was updated',
    why: 'In the update mode Auto, AWS updates the runtime without a deployment: the code then runs on a runtime on which it was not tested.',
    found: ({from, to, version, firstAt}) => {
      const where = version === null || version === '$LATEST' ? '' : `, in version ${version} of the function`
      return `The first environment with the runtime version ${to} started at ${firstAt}${where}. The previous version was ${from}.`
    },
  },
})
