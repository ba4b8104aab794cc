import {blackholeRoute} from '../../../src/checks/access/blackhole-route.ts'
import {network, route, subnet} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(blackholeRoute, {
  with: {network: network()},
  fail: [
    [
      'a route to a missing target',
      {network: network({subnets: [subnet({routes: [route('0.0.0.0/0', 'nat-9', 'blackhole')]})]})},
      {routes: ['0.0.0.0/0 → nat-9']},
    ],
    [
      'a NAT gateway that was deleted',
      {network: network({natGateways: [{id: 'nat-1', state: 'deleted'}]})},
      {routes: ['0.0.0.0/0 → nat-1']},
    ],
    [
      'a route to a peer',
      {network: network({subnets: [subnet({routes: [route('172.16.0.0/12', 'pcx-1', 'blackhole'), route('0.0.0.0/0', 'nat-1')]})]})},
    ],
  ],
  pass: [
    ['no VPC', {network: null}],
    ['a NAT gateway that is being made', {network: network({natGateways: [{id: 'nat-1', state: 'pending'}]})}],
  ],
  unknownWithout: [['network']],
})
