import type {PolicyDocument} from '../access/roles.ts'

/** A table with its streams, in AWS's own terms: a part of the state that `World` holds. Times are epoch milliseconds of the virtual clock. */
export interface LabTable {
  name: string
  arn: string
  id: string
  status: string
  createdMs: number
  /** HASH first; type S or N. */
  keys: {name: string; role: 'HASH' | 'RANGE'; type: 'S' | 'N'}[]
  billingMode: 'PAY_PER_REQUEST' | 'PROVISIONED'
  /** Write units a second of a provisioned table. */
  writeUnits?: number
  itemCount: number
  sizeBytes: number
  timeToLiveAttribute: string | null
  /** ARN of the customer's key that it is encrypted with; DynamoDB's own where it is left out. */
  kmsKeyArn?: string
  /** Regions with a replica of a global table, and how its replicas agree; none where it is left out. */
  replicas?: {regions: string[]; consistency: 'EVENTUAL' | 'STRONG'}
  /** CloudWatch Contributor Insights, since when (virtual ms); off where it is left out. */
  insights?: {mode: 'ACCESSED_AND_THROTTLED_KEYS' | 'THROTTLED_KEYS'; sinceMs: number} | undefined
  /** All streams that can still be described, oldest first; the last one is the table's latest. */
  streams: LabStream[]
}

export interface LabStream {
  arn: string
  label: string
  tableName: string
  status: 'ENABLING' | 'ENABLED' | 'DISABLING' | 'DISABLED'
  viewType: 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES'
  createdMs: number
  shards: LabShard[]
  /** Its resource policy, if it has one. */
  policy?: {document: PolicyDocument; revision: string} | undefined
}

export interface LabShard {
  shardId: string
  parentShardId: string | null
  openedMs: number
  closedMs: number | null
  /** Decimal strings of 21–40 digits, as DynamoDB writes them. */
  startingSequenceNumber: string
  endingSequenceNumber: string | null
  /** Records of index `from` on, at most `limit`, written and not yet trimmed at the virtual now. Made when read. */
  read(from: number, limit: number): LabRecord[]
  /** Index of the first record that is not trimmed, and of the next one to be written. */
  bounds(): {first: number; next: number}
  /** Index of the record with this sequence number, or of the next one after it. */
  indexOf(sequenceNumber: string): number
}

export interface LabRecord {
  index: number
  sequenceNumber: string
  eventId: string
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE'
  writtenMs: number
  sizeBytes: number
  keys: AttributeMap
  newImage: AttributeMap | null
  oldImage: AttributeMap | null
  /** A TTL delete carries DynamoDB itself as its user. */
  userIdentity: {type: string; principalId: string} | null
}

export type AttributeMap = Record<string, {S: string} | {N: string} | {BOOL: boolean}>
