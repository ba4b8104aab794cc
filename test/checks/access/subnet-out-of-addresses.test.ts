import {subnetOutOfAddresses} from '../../../src/checks/access/subnet-out-of-addresses.ts'
import {network, subnet} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

const free = (...addresses: (number | null)[]) => ({
  network: network({subnets: addresses.map((freeAddresses, i) => subnet({subnetId: `subnet-${i}`, freeAddresses}))}),
})

testCheck(subnetOutOfAddresses, {
  with: free(4000, 4000),
  fail: [
    ['none', free(0), {freeAddresses: 0}],
    ['three in one of two subnets', free(4000, 3), {subnets: ['subnet-1'], freeAddresses: 3}],
  ],
  pass: [
    ['no VPC', {network: null}],
    ['a number that AWS does not give', free(null)],
  ],
  unknownWithout: [['network']],
})
