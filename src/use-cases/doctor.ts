import {type Connection, connect, disconnect} from '../aws/index.ts'
import {collectEvidence, parseFunction} from '../evidence/index.ts'
import type {Evidence} from '../model/evidence.ts'
import type {Report} from '../model/report.ts'
import {diagnose, type Selection} from './diagnose.ts'
import {readEvidence} from './evidence-file.ts'

export type {Connection} from '../aws/index.ts'
export {exitCodeOf} from '../model/verdict.ts'
export {checkIds, knownNames} from './diagnose.ts'

export interface DoctorOptions extends Selection {
  /** A name, `name:qualifier`, partial or full ARN. */
  functionText: string
  sinceSeconds: number
  toolVersion: string
}

export interface Examined {
  report: Report
  evidence: Evidence
}

/** Reads AWS once and judges what it read. Throws a UserError when there is nothing to judge. */
export async function doctor(connection: Connection, options: DoctorOptions): Promise<Examined> {
  // An ARN says where its function is.
  const region = connection.region ?? parseFunction(options.functionText).region ?? undefined
  const aws = connect({...connection, region})
  try {
    const evidence = await collectEvidence(aws, options)
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
