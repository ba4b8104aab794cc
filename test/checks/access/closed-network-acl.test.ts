import {closedNetworkAcl} from '../../../src/checks/access/closed-network-acl.ts'
import {denies, network, subnet} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

const open = subnet().networkAcl
const acl = (...networkAcl: typeof open) => ({network: network({subnets: [subnet({networkAcl})]})})

testCheck(closedNetworkAcl, {
  with: {network: network()},
  fail: [
    ['HTTPS denied before all is allowed', acl(denies(true, 443), ...open), {blocks: ['requests']}],
    ['answers denied', acl(denies(false, 50_000), ...open), {blocks: ['answers']}],
    ['nothing allowed in', acl(...open.filter(entry => entry.egress)), {blocks: ['answers']}],
  ],
  pass: [
    ['no VPC', {network: null}],
    ['another port', acl(denies(true, 22), ...open)],
    ['a denial of some addresses', acl({...denies(true, 443), cidr: '198.51.100.0/24'}, ...open)],
    ['HTTPS allowed to some addresses', acl(...open.map(entry => ({...entry, cidr: '52.94.0.0/22'})))],
    ['an ACL that was not read', acl()],
  ],
  unknownWithout: [['network']],
})
