import {defineCheck, fail} from '../../model/check.ts'
import {between, total} from '../../model/evidence/series.ts'
import {count, iso} from '../../text/units.ts'

export const destinationDeliveryFailures = defineCheck({
  id: 'destination-delivery-failures',
  severity: 'high',
  needs: ['functionMetrics', 'mapping'],
  run: ({functionMetrics, mapping}, _wanted, {startMs, nowMs}) => {
    const failures = between(functionMetrics['DestinationDeliveryFailures.Sum'], startMs, nowMs).filter(p => p.value > 0)
    const last = failures.at(-1)
    return last ? [fail({failures: total(failures), lastAt: iso(last.atMs), onFailureDestination: mapping.onFailureDestination})] : []
  },
  text: {
    title: 'Failed batches do not reach their destination',
    why: 'A discarded batch that Lambda cannot deliver to the on-failure destination is lost.',
    found: ({failures, lastAt, onFailureDestination}) => {
      const failed = `${count(failures, 'delivery', 'deliveries')} to a destination failed, the last at ${lastAt}.`
      if (onFailureDestination !== null) return `${failed} This mapping sends to ${onFailureDestination}.`
      return `${failed} This mapping has no destination: the failures belong to another mapping or to asynchronous invocations.`
    },
  },
})
