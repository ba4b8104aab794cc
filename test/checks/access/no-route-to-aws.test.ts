import {noRouteToAws} from '../../../src/checks/access/no-route-to-aws.ts'
import {network, route, subnet} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

const routes = (...list: ReturnType<typeof route>[]) => ({network: network({subnets: [subnet({routes: list})]})})

testCheck(noRouteToAws, {
  with: {network: network()},
  fail: [
    ['no default route', routes(route('10.0.0.0/16', 'local')), {endpoints: []}],
    ['a public subnet', routes(route('0.0.0.0/0', 'igw-1')), {internetGateway: true}],
    ['an endpoint alone', routes(route('pl-1', 'vpce-1')), {endpoints: ['dynamodb (gateway)']}],
    ['one of two subnets', {network: network({subnets: [subnet(), subnet({subnetId: 'subnet-b', routes: []})]})}, {subnets: ['subnet-b']}],
  ],
  pass: [
    ['no VPC', {network: null}],
    ['a transit gateway', routes(route('0.0.0.0/0', 'tgw-1'))],
    ['a blackhole is a finding of its own', routes(route('0.0.0.0/0', 'nat-1', 'blackhole'))],
  ],
  unknownWithout: [['network']],
})
