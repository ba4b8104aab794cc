import type {FunctionAnswer} from '../aws/lambda.ts'
import type {AwsError} from '../aws/transport/aws-error.ts'
import type {Mapping, Pipeline} from '../model/evidence/evidence.ts'
import {type Attempt, type FunctionSubject, type RegionSubject, type StreamSubject, type Subjects, unwrap} from './collector.ts'
import {type FunctionReference, functionArnParts} from './parse-function.ts'
import {parseStreamArn} from './stream-arn.ts'

/** The answers of the first round trip. */
export interface Found {
  region: string
  named: FunctionReference
  mappings: Attempt<Mapping[]>
  /** GetFunction of the named function, without qualifier. */
  unqualified: Attempt<FunctionAnswer>
  settings: RegionSubject['settings']
}

/** The subjects to read, by scope and id; an error stands for a subject that is not known because of it. */
export interface Plan {
  pipelines: Pipeline[]
  subjects: {[S in keyof Subjects]: Map<string, Subjects[S] | AwsError>}
}

/** The mappings of the named function: without a qualifier those of all its versions and aliases, with one only that one's. */
export const mappingsOf = (named: FunctionReference, all: readonly Mapping[]): Mapping[] =>
  all.filter(
    mapping =>
      mapping.functionName === named.name &&
      (named.account === null || functionArnParts(mapping.functionArn).account === named.account) &&
      (named.qualifier === null || named.qualifier === (mapping.qualifier ?? '$LATEST')),
  )

/** Those on DynamoDB streams, in the same order every time, whatever AWS's is. */
export const onDynamoDb = (mappings: readonly Mapping[]): Mapping[] => mappings.filter(({tableName}) => tableName !== null).sort(byTarget)

const byTarget = (a: Mapping, b: Mapping): number => (`${a.functionArn} ${a.uuid}` < `${b.functionArn} ${b.uuid}` ? -1 : 1)

/** One pipeline per mapping of a DynamoDB stream. */
export function pipelinesOf(
  {region, settings}: RegionSubject,
  unqualifiedOf: (mapping: Mapping) => Attempt<FunctionAnswer>,
  chosen: readonly Mapping[],
  all: readonly Mapping[],
): Plan {
  const plan: Plan = {
    pipelines: [],
    subjects: {region: new Map([[region, {region, settings}]]), mapping: new Map(), function: new Map(), stream: new Map()},
  }
  for (const mapping of chosen) {
    const ids = {region, mapping: mapping.uuid, function: mapping.functionArn, stream: mapping.eventSourceArn}
    plan.pipelines.push({region, functionName: mapping.functionName, qualifier: mapping.qualifier, ids})
    plan.subjects.mapping.set(ids.mapping, {mapping, all})
    plan.subjects.function.set(ids.function, functionSubject(mapping, unqualifiedOf(mapping)))
    plan.subjects.stream.set(ids.stream, streamSubject(mapping))
  }
  return plan
}

const functionSubject = ({functionName, qualifier}: Mapping, unqualified: Attempt<FunctionAnswer>): FunctionSubject => ({
  functionName,
  qualifier,
  unqualified,
})

/** The stream of a mapping, and whose it is. */
export const streamSubject = ({eventSourceArn, tableName, streamLabel, functionArn}: Mapping): StreamSubject => ({
  streamArn: eventSourceArn,
  tableName: tableName ?? '',
  streamLabel: streamLabel ?? '',
  account: functionArnParts(functionArn).account,
  tableAccount: parseStreamArn(eventSourceArn)?.account ?? null,
})

/** The mappings could not be listed: one pipeline of which only the function is known, so that the rest is still judged. */
export function unknownPipeline({region, named, unqualified, settings}: Found, error: AwsError): Plan {
  const {name, qualifier} = named
  const arn = unqualified.ok ? unwrap(unqualified).Configuration?.FunctionArn : undefined
  const id = [arn ?? name, ...(qualifier === null ? [] : [qualifier])].join(':')
  const ids = {region, mapping: 'unknown-mapping', function: id, stream: 'unknown-stream'}
  return {
    pipelines: [{region, functionName: name, qualifier, ids}],
    subjects: {
      region: new Map([[region, {region, settings}]]),
      mapping: new Map([[ids.mapping, error]]),
      function: new Map([[ids.function, {functionName: name, qualifier, unqualified}]]),
      stream: new Map([[ids.stream, error]]),
    },
  }
}
