import {nonexistentDestination} from '../../../src/checks/discarded-records/nonexistent-destination.ts'
import {testCheck} from '../../support/test-check.ts'

const queue = (exists: boolean) => ({
  destination: {arn: 'arn:aws:sqs:us-east-1:123456789012:orders-failed', kind: 'sqs', exists, fifo: false, kmsKey: null, policy: null},
})

testCheck(nonexistentDestination, {
  with: queue(true),
  fail: [['a queue that was deleted', queue(false)]],
  pass: [['none', {destination: null}]],
  unknownWithout: [['destination']],
})
