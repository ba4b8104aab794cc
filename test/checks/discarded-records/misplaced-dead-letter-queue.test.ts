import {misplacedDeadLetterQueue} from '../../../src/checks/discarded-records/misplaced-dead-letter-queue.ts'
import {lambdaFunction, mapping} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const queue = {function: lambdaFunction({deadLetterTarget: 'arn:aws:sqs:us-east-1:123456789012:dead'})}

testCheck(misplacedDeadLetterQueue, {
  fail: [['a dead-letter queue alone', {...queue, mapping: mapping({onFailureDestination: null})}]],
  pass: [
    ['both', queue],
    ['neither', {mapping: mapping({onFailureDestination: null})}],
    ['no such function', {function: null, mapping: mapping({onFailureDestination: null})}],
  ],
  unknownWithout: [['function'], ['mapping']],
})
