import {untilExpiry} from './limits.ts'

/** Lambda's settings for a mapping of a DynamoDB stream that is created without them (Lambda API reference, CreateEventSourceMapping). */
export const mappingDefaults = {
  batchSize: 100,
  parallelizationFactor: 1,
  maximumRecordAgeSeconds: untilExpiry,
} as const
