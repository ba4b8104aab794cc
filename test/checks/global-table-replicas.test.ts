import {globalTableReplicas} from '../../src/checks/global-table-replicas.ts'
import {table} from '../support/evidence.ts'
import {testCheck} from '../support/test-check.ts'

testCheck(globalTableReplicas, {
  fail: [['a replica', {table: table({replicaRegions: ['eu-west-1']})}, {replicaRegions: ['eu-west-1']}]],
  pass: [['no table', {table: null}]],
  unknownWithout: [['table']],
})
