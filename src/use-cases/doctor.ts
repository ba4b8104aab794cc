import {type Aws, type Connection, connect, disconnect} from '../aws/index.ts'
import {diagnose, onDemandKeysOf, type Selection} from '../diagnosis/diagnose.ts'
import {
  actionsOf,
  collectEvidence,
  collectOnDemand,
  evidenceActions,
  type OnDemandRead,
  onDemandCollectors,
  parseFunction,
} from '../evidence/index.ts'
import type {Evidence, OnDemandKey} from '../model/evidence/evidence.ts'
import type {Operation} from '../model/plan/plan.ts'
import type {Report} from '../model/report/report.ts'
import {withPastOperations} from './changes/past-operations.ts'
import {withTags} from './configured.ts'
import {readEvidence} from './evidence-file.ts'

export interface DoctorOptions extends Selection {
  /** A name, `name:qualifier`, partial or full ARN. */
  functionText: string
  sinceSeconds: number
  toolVersion: string
  /** Read all that a cause could ask for, whether one does or not. */
  deep: boolean
  /** Read the deployed code as well; nothing else does. */
  inspectCode: boolean
  /** ddbstream's own changes, by the journal of this machine; none unless given. */
  operations?: readonly Operation[]
}

export interface Examined {
  report: Report
  evidence: Evidence
}

const isCode = ({key}: {key: string}): boolean => key === 'code'

/** The IAM actions of both rounds, without the reading of code. */
export const doctorActions: readonly string[] = [...evidenceActions, ...actionsOf(onDemandCollectors.filter(one => !isCode(one)))]
export const codeActions: readonly string[] = actionsOf(onDemandCollectors.filter(isCode))

/** The new evidence may speak for a cause that needs more evidence. */
const mostRounds = 2

/** Further rounds where a cause needs them; the evidence with the new parts. */
export async function readOnDemand(
  aws: Aws,
  first: Evidence,
  options: Pick<DoctorOptions, 'deep' | 'inspectCode' | 'config'>,
): Promise<Evidence> {
  let evidence = first
  for (let round = 0; round < mostRounds; round += 1) {
    const asks = nextRound(evidence, options)
    if (asks.length === 0) break
    evidence = await collectOnDemand(aws, evidence, asks)
  }
  return evidence
}

/** The next evidence to read: that of the causes that are still open, or all of it. */
function nextRound(
  evidence: Evidence,
  {deep, inspectCode, config}: Pick<DoctorOptions, 'deep' | 'inspectCode' | 'config'>,
): OnDemandRead[] {
  const all = onDemandCollectors.map(({key}) => key).filter(key => key !== 'code')
  const extra: OnDemandKey[] = inspectCode ? ['code'] : []
  return evidence.pipelines
    .map(pipeline => ({pipeline, keys: [...(deep ? all : onDemandKeysOf(evidence, pipeline, {config})), ...extra]}))
    .filter(({keys}) => keys.length > 0)
}

/** Reads AWS in rounds, a further one only where those before leave a cause open, and judges the evidence. Throws a UserError when there is nothing to judge. */
export async function doctor(connection: Connection, options: DoctorOptions): Promise<Examined> {
  // An ARN says where its function is.
  const region = connection.region ?? parseFunction(options.functionText).region ?? undefined
  const aws = connect({...connection, region})
  try {
    const tagged = await withTags(aws, await collectEvidence(aws, options), options.config)
    const first = withPastOperations(tagged, options.operations ?? [])
    const evidence = await readOnDemand(aws, first, options)
    return {report: diagnose(evidence, options, {name: 'ddbstream', version: options.toolVersion}), evidence}
  } finally {
    disconnect(aws)
  }
}

/** Judges saved evidence at the time when it was taken. No request is sent. */
export async function doctorFrom(evidenceText: string, options: Selection & {toolVersion: string}): Promise<Examined> {
  const evidence = {...(await readEvidence(evidenceText)), usage: {requests: {}, usd: 0}}
  return {report: diagnose(evidence, options, {name: 'ddbstream', version: options.toolVersion}), evidence}
}
