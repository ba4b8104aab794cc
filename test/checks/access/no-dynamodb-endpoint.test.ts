import {noDynamodbEndpoint} from '../../../src/checks/access/no-dynamodb-endpoint.ts'
import {network, route, subnet} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

const natAlone = {subnets: [subnet({routes: [route('0.0.0.0/0', 'nat-1')]})]}
const interfaceEndpoint = {
  id: 'vpce-2',
  service: 'com.amazonaws.us-east-1.dynamodb',
  type: 'Interface',
  state: 'Available',
  subnetIds: [],
  privateDns: null,
}

testCheck(noDynamodbEndpoint, {
  with: {network: network()},
  fail: [['a NAT gateway alone', {network: network(natAlone)}, {subnets: ['subnet-a']}]],
  pass: [
    ['no VPC', {network: null}],
    ['an interface endpoint', {network: network({...natAlone, endpoints: [interfaceEndpoint]})}],
    ['no way out is a finding of its own', {network: network({subnets: [subnet({routes: []})]})}],
  ],
  unknownWithout: [['network']],
})
