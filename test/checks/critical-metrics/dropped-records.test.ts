import {droppedRecords} from '../../../src/checks/critical-metrics/dropped-records.ts'
import {functionMetrics, mapping, mappingMetrics, published} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const dropping = {mappingMetrics: mappingMetrics({'DroppedEventCount.Sum': published(ago => (ago === 30 || ago === 20 ? 50 : 0))})}
const errors = functionMetrics(() => 1, {'Errors.Sum': published(ago => (ago < 30 ? 2 : 0))})
const counting = {metrics: ['EventCount']}

testCheck(droppedRecords, {
  fail: [
    [
      'no destination',
      {mapping: mapping({onFailureDestination: null, ...counting}), ...dropping},
      {dropped: 100, onFailureDestination: null, firstAt: '2026-11-23T02:30:00.000Z', lastAt: '2026-11-23T02:40:00.000Z'},
      {command: /--set DestinationConfig=ARN_OF_YOUR_SQS_QUEUE$/, fix: /^Name an on-failure destination/},
    ],
    ['a destination that takes nothing', {mapping: mapping(counting), ...dropping}, {dropped: 100}],
  ],
  pass: [
    [
      'deliveries that failed are a finding of their own',
      {functionMetrics: functionMetrics(() => 1, {'DestinationDeliveryFailures.Sum': published(() => 1)})},
    ],
    [
      'fewer errors than tries',
      {
        functionMetrics: functionMetrics(() => 1, {'Errors.Sum': published(ago => (ago === 9 ? 3 : 0))}),
        mapping: mapping({onFailureDestination: null}),
      },
    ],
    [
      'ages at their limit, and a destination',
      {functionMetrics: functionMetrics(() => 600), mapping: mapping({maximumRecordAgeSeconds: 600})},
    ],
    ['errors, and a destination', {functionMetrics: errors}],
    [
      'as many errors as retries',
      {
        functionMetrics: functionMetrics(() => 1, {'Errors.Sum': published(ago => (ago === 9 ? 3 : 0))}),
        mapping: mapping({onFailureDestination: null, maximumRetryAttempts: 3}),
      },
    ],
    ['ages at no limit', {functionMetrics: functionMetrics(() => 600), mapping: mapping({onFailureDestination: null})}],
    [
      'errors, and tries until the record expires',
      {functionMetrics: errors, mapping: mapping({onFailureDestination: null, maximumRetryAttempts: -1})},
    ],
    ['errors, and nothing counted as dropped', {functionMetrics: errors, mapping: mapping({onFailureDestination: null, ...counting})}],
  ],
  undecidable: [
    [
      'ages at their limit without a destination, and nothing counts',
      {functionMetrics: functionMetrics(() => 600), mapping: mapping({onFailureDestination: null, maximumRecordAgeSeconds: 600})},
    ],
    [
      'one error more than retries',
      {
        functionMetrics: functionMetrics(() => 1, {'Errors.Sum': published(ago => (ago === 9 ? 4 : 0))}),
        mapping: mapping({onFailureDestination: null, maximumRetryAttempts: 3}),
      },
    ],
    ['errors without a destination, and nothing counts', {functionMetrics: errors, mapping: mapping({onFailureDestination: null})}],
  ],
  unknownWithout: [['mappingMetrics'], ['mapping'], ['functionMetrics']],
})
