import type {Mapping} from '../model/evidence/evidence.ts'

/**
 * Whether AWS reports that it was refused when it polled the stream. The list of actions in its sentence varies, the beginning does not
 * (awsdocs/aws-lambda-developer-guide#237). A poll needs no record, so the report is about the stream and not about a batch.
 */
export const streamIsRefused = (mapping: Pick<Mapping, 'lastProcessingResult'> | undefined): boolean =>
  mapping?.lastProcessingResult?.startsWith('PROBLEM: Cannot access stream') ?? false
