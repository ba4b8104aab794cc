import {regionFlag} from './region-flag.ts'

/** The default of accounts (Lambda Developer Guide, "Lambda quotas"); a request can only raise a quota. */
const usualLimit = 1000

/** The limit to request where `missing` executions at once are missing: the default of accounts, or a full hundred above the need. */
export const advisedLimit = (limit: number, missing: number): number =>
  Math.max(limit < usualLimit ? usualLimit : 0, Math.ceil((limit + Math.max(missing, 1)) / 100) * 100)

/** The command that asks AWS for this limit of "Concurrent executions" (L-B99A9384), in the region of this ARN. */
export const askForLimit = (arn: string, limit: number): string =>
  `aws service-quotas request-service-quota-increase${regionFlag(arn)} --service-code lambda --quota-code L-B99A9384 --desired-value ${limit}`
