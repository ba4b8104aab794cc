import {defineCheck, fail} from '../../model/check.ts'
import {between, total} from '../../model/evidence/series.ts'
import {count, iso} from '../../text/units.ts'

export const destinationDeliveryFailures = defineCheck({
  id: 'destination-delivery-failures',
  title: 'Failed batches do not reach their destination',
  severity: 'high',
  why: 'A discarded batch that Lambda cannot deliver to the on-failure destination is lost.',
  needs: ['functionMetrics', 'mapping'],
  run: ({functionMetrics, mapping}, _wanted, {startMs, nowMs}) => {
    const failures = between(functionMetrics['DestinationDeliveryFailures.Sum'], startMs, nowMs).filter(p => p.value > 0)
    const last = failures.at(-1)
    return last ? [fail({failures: total(failures), lastAt: iso(last.atMs), onFailureDestination: mapping.onFailureDestination})] : []
  },
  say: ({failures, lastAt, onFailureDestination}) =>
    `${count(failures, 'delivery', 'deliveries')} to a destination failed, the last at ${lastAt}${onFailureDestination === null ? '; this mapping has none, so it belongs to another mapping or to asynchronous calls' : `; this mapping sends to ${onFailureDestination}`}.`,
})
