import {expect, it} from 'vitest'
import {dnsOff} from '../../../src/checks/access/dns-off.ts'
import type {NetworkPath} from '../../../src/model/derived/network-path.ts'
import {mapping, moment} from '../../support/evidence.ts'
import {network} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(dnsOff, {
  with: {network: network()},
  fail: [['DNS support is off', {network: network({dnsSupport: false})}, {vpcId: 'vpc-1'}]],
  pass: [
    ['no VPC', {network: null}],
    ['an attribute that AWS does not give', {network: network({dnsSupport: null})}],
  ],
  unknownWithout: [['network'], ['mapping']],
})

it('names the region of the VPC in its command', () => {
  const [found] = [
    dnsOff.run({networkPath: {vpcId: 'vpc-1', dnsSupport: false} as NonNullable<NetworkPath>, mapping: mapping()}, {}, moment),
  ].flat()
  expect(found).toMatchObject({fix: {command: expect.stringContaining('modify-vpc-attribute --region us-east-1 --vpc-id vpc-1')}})
})
