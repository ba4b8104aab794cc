import {destinationDeliveryFailures} from '../../../src/checks/critical-metrics/destination-delivery-failures.ts'
import {functionMetrics, mapping, published} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const failing = functionMetrics(() => 1, {'DestinationDeliveryFailures.Sum': published(ago => (ago < 30 ? 1 : 0))})

testCheck(destinationDeliveryFailures, {
  fail: [
    ['a delivery in each minute', {functionMetrics: failing}, {failures: 26}],
    ['of another mapping', {functionMetrics: failing, mapping: mapping({onFailureDestination: null})}],
  ],
  pass: [['zeros', {functionMetrics: functionMetrics(() => 1, {'DestinationDeliveryFailures.Sum': published(() => 0)})}]],
  unknownWithout: [['functionMetrics'], ['mapping']],
})
