import {globalTableReplicas} from '../../../src/checks/reading/global-table-replicas.ts'
import {table} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(globalTableReplicas, {
  fail: [
    ['a replica', {table: table({replicaRegions: ['eu-west-1']})}, {replicas: ['eu-west-1']}],
    [
      'two replicas in one Region, one of another account',
      {
        table: table({
          replicaRegions: ['eu-west-1'],
          replicas: [
            {region: 'eu-west-1', account: '123456789012'},
            {region: 'eu-west-1', account: '999988887777'},
          ],
        }),
      },
      {replicas: ['eu-west-1', 'eu-west-1 of account 999988887777']},
      {sentence: /has 2 replicas/},
    ],
  ],
  pass: [['no table', {table: null}]],
  unknownWithout: [['table']],
})
