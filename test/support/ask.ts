import {connect, disconnect} from '../../src/aws/index.ts'
import {collectOnDemand} from '../../src/evidence/index.ts'
import type {OnDemandKey, OnDemandValues} from '../../src/model/evidence/evidence.ts'
import {evidenceItem} from '../../src/model/evidence/evidence-item.ts'
import {evidenceSchema} from '../../src/model/evidence/evidence-schema.ts'
import type {Item} from '../../src/model/evidence/item.ts'
import {evidence, type Parts} from './evidence.ts'
import {testConnection} from './stub-account.ts'
import {type Answer, stubAws} from './stub-aws.ts'

/** The second round's evidence under one key about a pipeline that differs from a healthy one in a few parts. It must fit the schema. */
export async function ask<K extends OnDemandKey>(key: K, parts: Partial<Parts>, answers: Record<string, Answer>) {
  const stub = stubAws(answers)
  const sleep = async () => undefined
  const aws = connect({...testConnection, region: 'us-east-1', requestHandler: stub.requestHandler as never, sleep, elapsedMs: () => 0})
  const from = evidence(parts)
  const [pipeline] = from.pipelines
  if (pipeline === undefined) throw new Error('no pipeline')
  const after = await collectOnDemand(aws, from, [{pipeline, keys: [key]}])
  disconnect(aws)
  evidenceSchema.parse(after)
  return {
    item: evidenceItem(after, pipeline, key) as Item<OnDemandValues[K]>,
    calls: stub.calls,
    actions: stub.calls.map(call => call.action),
  }
}
