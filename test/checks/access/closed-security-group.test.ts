import {closedSecurityGroup} from '../../../src/checks/access/closed-security-group.ts'
import {network} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

const group = (groupId: string, ...ports: number[]) => ({
  groupId,
  egress: ports.map(port => ({protocol: 'tcp', fromPort: port, toPort: port, to: ['0.0.0.0/0']})),
})

/** The services that the function calls are not known: they may be all behind interface endpoints. */
const toVpc = {groupId: 'sg-1', egress: [{protocol: 'tcp', fromPort: 443, toPort: 443, to: ['10.0.0.0/16', 'sg-2']}]}

testCheck(closedSecurityGroup, {
  with: {network: network()},
  fail: [
    ['the database alone', {network: network({securityGroups: [group('sg-1', 5432)]})}, {securityGroups: ['sg-1']}],
    ['no rule at all', {network: network({securityGroups: [group('sg-1')]})}],
  ],
  pass: [
    ['no VPC', {network: null}],
    ['the second group', {network: network({securityGroups: [group('sg-1', 5432), group('sg-2', 443)]})}],
    ['the interface endpoints of the VPC', {network: network({securityGroups: [toVpc]})}],
    [
      'the prefix list of DynamoDB',
      {network: network({securityGroups: [{groupId: 'sg-1', egress: [{protocol: 'tcp', fromPort: 443, toPort: 443, to: ['pl-1']}]}]})},
    ],
  ],
  unknownWithout: [['network']],
})
