import {expect, it} from 'vitest'
import {connectionErrors} from '../../../src/checks/access/connection-errors.ts'
import {lambdaFunction} from '../../support/evidence.ts'
import {logErrors} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(connectionErrors, {
  with: {logErrors: logErrors()},
  fail: [
    ['refused', {logErrors: logErrors({kind: 'connection-refused', host: '127.0.0.1:6379'})}, {host: '127.0.0.1:6379', inVpc: false}],
    [
      'timed out in a VPC',
      {logErrors: logErrors({kind: 'connection-timed-out'}), function: lambdaFunction({subnetIds: ['subnet-a']})},
      {inVpc: true, host: null},
    ],
    [
      'a handshake, where the service answers',
      {logErrors: logErrors({kind: 'handshake-refused', host: 'api.partner.example'})},
      {kind: 'handshake-refused'},
    ],
    ['names', {logErrors: logErrors({kind: 'name-not-resolved', host: 'index.acme-shop.io'}, {})}],
  ],
  pass: [
    ['other errors', {logErrors: logErrors({kind: 'access-denied'})}],
    ['a kind that every object has', {logErrors: logErrors({kind: 'constructor'})}],
  ],
  undecidable: [['no log group', {logErrors: null}]],
  unknownWithout: [['logErrors'], ['function']],
})

it.each([
  ['handshake-refused', [], /The service answers: client and server do not agree/],
  ['handshake-refused', ['subnet-a'], /The service answers/],
  ['connection-reset', [], /the service or its network is at fault/],
  ['connection-reset', ['subnet-a'], /The function is in a VPC/],
])('%s in %j has its place', (kind, subnetIds, words) => {
  const found = connectionErrors.run({logErrors: logErrors({kind}), function: lambdaFunction({subnetIds})}, {} as never, {} as never)
  expect(Array.isArray(found) && found.map(({facts}) => connectionErrors.text.found(facts))).toEqual([expect.stringMatching(words)])
})
