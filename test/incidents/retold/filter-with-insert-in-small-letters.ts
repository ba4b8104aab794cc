import {defaults, epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

export default defineRetold({
  id: 'filter-with-insert-in-small-letters',
  story:
    'The mapping of a new consumer passes records whose eventName is "insert". DynamoDB writes INSERT, and a filter compares letter by letter: since yesterday everything is left out, and the function has never been called.',
  source: {
    report:
      'serverless/serverless#10285, aws-samples/serverless-patterns#304 (filters on eventName); rubenkaiser/serverless-offline-eventBridge#84 (a pattern minds the case)',
    rule: 'DynamoDB Streams API reference, Record: eventName is INSERT, MODIFY or REMOVE; Lambda Developer Guide, "invocation-eventfiltering": strings have to be equal',
  },
  truth: {
    causes: ['filter-drops-all'],
    not: ['mapping-disabled', 'access-denied', 'stale-stream'],
    states: ['stopped', 'idle', 'unknown'],
    says: /\bINSERT\b|upper|capital|\bcase\b|letter/,
  },
  world: pipeline({
    shards: 3,
    function: {Runtime: 'python3.13', Handler: 'app.handler', LastModified: '2026-11-25T09:12:31.000+0000'},
    mapping: {
      ...defaults,
      BatchSize: 100,
      StartingPosition: 'LATEST',
      LastModified: epochSeconds(24 * 60 + 50),
      LastProcessingResult: 'No records processed',
      FilterCriteria: {Filters: [{Pattern: '{"eventName":["insert"]}'}]},
    },
    traffic: {invocations: always(0), concurrency: always(0), writes: about(2100, 2)},
    events: {Polled: about(2100, 2), FilteredOut: about(2100, 2)},
  }),
})
