import {dnsOff} from '../../src/checks/dns-off.ts'
import {network} from '../support/asked.ts'
import {testCheck} from '../support/test-check.ts'

testCheck(dnsOff, {
  with: {network: network()},
  fail: [['DNS support is off', {network: network({dnsSupport: false})}, {vpcId: 'vpc-1'}]],
  pass: [
    ['no VPC', {network: null}],
    ['an attribute that AWS does not give', {network: network({dnsSupport: null})}],
  ],
  unknownWithout: [['network']],
})
