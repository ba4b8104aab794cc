import type {AccountSettingsAnswer, FunctionAnswer} from '../aws/lambda.ts'
import type {MetricWindow} from '../aws/metrics.ts'
import {AwsError} from '../aws/transport/aws-error.ts'
import type {Aws} from '../aws/transport/connection.ts'
import type {EvidenceKey, EvidenceValues, Mapping, Scope} from '../model/evidence/evidence.ts'
import {type Item, known, type Missing, missing} from '../model/evidence/item.ts'

/** The subject of a collector of each scope. */
export interface Subjects {
  region: RegionSubject
  mapping: {mapping: Mapping; all: readonly Mapping[]}
  function: FunctionSubject
  stream: StreamSubject
}

export interface RegionSubject {
  region: string
  /** OnDemand for with the first questions; nothing of the plan waits for it. */
  settings: Promise<Attempt<AccountSettingsAnswer>>
}

export interface FunctionSubject {
  functionName: string
  qualifier: string | null
  /** The answer about the function without qualifier: it shows whether the function exists, and is read first. */
  unqualified: Attempt<FunctionAnswer>
}

export interface StreamSubject {
  streamArn: string
  tableName: string
  streamLabel: string
  /** The account that is asked, and the one that owns the table; null where the ARN does not say. */
  account: string | null
  tableAccount: string | null
}

/** A table of another account: it is described by its ARN, and its metrics are not here. */
export const isForeign = ({account, tableAccount}: StreamSubject): boolean =>
  account !== null && tableAccount !== null && account !== tableAccount

/** The answer, or the error; nothing is thrown. */
export type Attempt<T> = {ok: true; value: T} | {ok: false; error: AwsError}

/** Reads the evidence of one key. It does not judge; a thrown error becomes a missing item. */
export interface Collector<K extends EvidenceKey = EvidenceKey, S extends Scope = Scope> {
  key: K
  scope: S
  /** The IAM actions that it needs; the first one stands for it when it fails in its own code. */
  actions: readonly [string, ...string[]]
  collect: (aws: Aws, subject: Subjects[S], window: MetricWindow) => Promise<EvidenceValues[K]>
}

/** A collector with its types forgotten, as the list of all collectors holds it. */
export type AnyCollector = Omit<Collector, 'collect'> & {
  // biome-ignore lint/suspicious/noExplicitAny: the list holds collectors of different scopes; the runner hands over the subject of that scope
  collect: (aws: Aws, subject: any, window: MetricWindow) => Promise<unknown>
}

/** The actions of several readers, each action once. */
export const actionsOf = (readers: readonly {actions: readonly string[]}[]): string[] => [
  ...new Set(readers.flatMap(({actions}) => actions)),
]

export const defineCollector = <K extends EvidenceKey, S extends Scope>(collector: Collector<K, S>): Collector<K, S> => collector

export async function attempt<T>(action: string, run: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return {ok: true, value: await run()}
  } catch (error) {
    return {ok: false, error: awsErrorOf(error, action)}
  }
}

/** The value, or the error thrown. */
export function unwrap<T>(attempted: Attempt<T>): T {
  if (!attempted.ok) throw attempted.error
  return attempted.value
}

export const missingFrom = ({reason, action, detail}: AwsError): Missing => missing(reason, action, detail)

/** Runs a collector; its failure is the item. */
export async function itemOf(collector: AnyCollector, aws: Aws, subject: Subjects[Scope], window: MetricWindow): Promise<Item<unknown>> {
  const answer = await attempt(collector.actions[0], () => collector.collect(aws, subject, window))
  return answer.ok ? known(answer.value) : missingFrom(answer.error)
}

/** An answer that our code could not read is evidence that is missing, not a crash. */
const awsErrorOf = (error: unknown, action: string): AwsError =>
  error instanceof AwsError
    ? error
    : new AwsError(action, 'other', 'the response could not be read: a part of it does not have the documented shape')
