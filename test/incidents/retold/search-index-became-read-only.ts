import {pythonError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'search-index-became-read-only',
  story:
    'A disk of the search cluster is fuller than 95 %, so the cluster has made its indices read-only. It answers every write with 403, which looks like a lost permission; the role and the policy of the domain are as they were.',
  source: {
    report: 'elastic/elasticsearch-py#874; ankane/searchkick#1040; PaloAltoNetworks/SafeNetworking#88',
    rule: 'OpenSearch Service Developer Guide, "handling-errors" (ClusterBlockException); Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['failing-function'],
    not: ['access-denied', 'poison-record', 'slow-handler'],
    states: ['stalled'],
    says: /cluster_block_exception|read-only/,
    dead: /put-role-policy|attach-role-policy|update-alias/,
  },
  world: pipeline({
    function: {Runtime: 'python3.12', Handler: 'app.handler'},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-38, about(19, 1, 0.05), about(130)),
      errors: from(-38, about(19, 1, 0.05), always(0)),
      durations: from(-38, evenly(45, 160), evenly(70, 260)),
      concurrency: always(4),
      returned: from(-38, always(0), about(9000, 2)),
      reads: from(-38, always(20), always(960)),
      ages: allBlocked(-38),
    },
    log: {
      report: {status: 'error', errorType: 'AuthorizationException'},
      failing: pythonError(
        'AuthorizationException',
        "AuthorizationException(403, 'cluster_block_exception', 'index [parcels-000004] blocked by: [FORBIDDEN/12/index read-only / allow delete (api)];')",
      ),
    },
  }),
})
