import {tooManyReaders} from '../../../src/checks/reading/too-many-readers.ts'
import {mapping, published, table, tableMetrics} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const others = (n: number, state = 'Enabled') => ({
  siblings: Array.from({length: n}, (_, i) =>
    mapping({uuid: `u${i}`, functionArn: `arn:aws:lambda:us-east-1:123456789012:function:f${i}`, state}),
  ),
})
const global = {table: table({replicaRegions: ['eu-west-1']})}

testCheck(tooManyReaders, {
  fail: [
    ['three mappings', others(2), {readers: 3, limit: 2, functions: ['orders-projector', 'f0', 'f1']}],
    [
      'two mappings and a pipe',
      {...others(1), pipes: [{name: 'to-bus', arn: 'arn', state: 'RUNNING'}]},
      {readers: 3, functions: ['orders-projector', 'f0'], pipes: ['to-bus'], others: 0},
    ],
    [
      'a mapping and readers in no list',
      {tableMetrics: tableMetrics(() => 1200, {'ReturnedRecordsCount.Sum': published(() => 3600)})},
      {readers: 3, pipes: [], others: 2},
    ],
    ['two on a global table', {...others(1), ...global}, {limit: 1}],
  ],
  pass: [
    ['two mappings', others(1)],
    ['one on a global table', global],
    ['two on a global table with strong consistency', {...others(1), table: table({replicaRegions: ['eu-west-1'], strongReplicas: true})}],
    ['a pipe that is stopped', {...others(1), pipes: [{name: 'to-bus', arn: 'arn', state: 'STOPPED'}]}],
    ['records that are read twice', {tableMetrics: tableMetrics(() => 1200, {'ReturnedRecordsCount.Sum': published(() => 2700)})}],
    ['mappings that are off', others(3, 'Disabled')],
    [
      'mappings of another stream to the same function',
      {siblings: [1, 2].map(i => mapping({uuid: `u${i}`, eventSourceArn: `arn:other${i}`}))},
    ],
  ],
  unknownWithout: [['siblings'], ['mapping']],
})
