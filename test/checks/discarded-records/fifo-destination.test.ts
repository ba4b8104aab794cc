import {fifoDestination} from '../../../src/checks/discarded-records/fifo-destination.ts'
import {mapping} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const to = (onFailureDestination: string | null) => ({mapping: mapping({onFailureDestination})})

testCheck(fifoDestination, {
  fail: [
    ['a FIFO queue', to('arn:aws:sqs:us-east-1:123456789012:orders-failed.fifo')],
    ['a FIFO topic', to('arn:aws:sns:us-east-1:123456789012:orders-failed.fifo')],
  ],
  pass: [
    ['none', to(null)],
    ['a bucket', to('arn:aws:s3:::fifo')],
  ],
  unknownWithout: [['mapping']],
})
