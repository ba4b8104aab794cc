import {expect, test} from 'vitest'
import {mappingFrom} from '../../../src/evidence/first-round/mapping.ts'
import {siblingsOf} from '../../../src/evidence/first-round/siblings.ts'
import {functionArn, streamArn} from '../../support/stub-account.ts'

const other = functionArn.replace('orders-projector', 'audit')
const queue = 'arn:aws:sqs:eu-west-1:111122223333:orders'
const mapping = (UUID: string, FunctionArn: string, EventSourceArn?: string) =>
  mappingFrom({UUID, FunctionArn, ...(EventSourceArn !== undefined && {EventSourceArn})})

test('siblings share the stream or the function, for any qualifier', () => {
  const own = mapping('own', `${functionArn}:live`, streamArn)
  const all = [
    own,
    mapping('same stream', other, streamArn),
    mapping('same function', functionArn, queue),
    mapping('neither', other, queue),
    mapping('no source', other),
  ]
  expect(siblingsOf(own, all).map(({uuid}) => uuid)).toEqual(['same stream', 'same function'])
})

test('two mappings without an event source do not share one', () => {
  const own = mapping('own', functionArn)
  expect(siblingsOf(own, [own, mapping('other', other)])).toEqual([])
})
