import {unusedProvisionedConcurrency} from '../../../src/checks/cold-starts/unused-provisioned-concurrency.ts'
import {mapping} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const provisioned = (...qualifiers: string[]) => ({
  provisionedConcurrency: qualifiers.map(qualifier => ({qualifier, requested: 10, available: 10, allocated: 10, status: 'READY'})),
})

testCheck(unusedProvisionedConcurrency, {
  with: provisioned(),
  fail: [
    ['an alias that the mapping does not target', provisioned('live'), {provisioned: 10}],
    ['an old version', {...provisioned('6', '7'), mapping: mapping({qualifier: 'live'})}, {qualifiers: ['6', '7']}],
  ],
  pass: [
    ['the target', {...provisioned('live'), mapping: mapping({qualifier: 'live'})}],
    ['the target and another one', {...provisioned('live', '7'), mapping: mapping({qualifier: 'live'})}],
  ],
  unknownWithout: [['provisionedConcurrency'], ['mapping']],
})
