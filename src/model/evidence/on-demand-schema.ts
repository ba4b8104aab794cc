import {z} from 'zod'
import {amount, instant, most, positive, whole, wholeOrMinusOne} from './schema-types.ts'

// Evidence that is read only for a cause, or with --deep. Numbers that Logs Insights calculates are amounts.

/** One kind of failure in the function's log. Samples are one printable line, with values redacted. */
export const loggedErrorSchema = z.object({
  kind: z
    .string()
    .describe(
      'an open list: timeout, out-of-memory, crash, import, init, access-denied, downstream-throttled, connection-refused, connection-timed-out, name-not-resolved, connection-reset, connection-failed, handshake-refused, item-failures, exception, unknown; throttled in older evidence',
    ),
  type: z.string().nullable().describe('the error type as logged, such as TypeError or Runtime.ImportModuleError'),
  count: amount.describe('lines of the log'),
  requests: amount.describe(
    'different request ids, a lower bound: a retried batch has a new one each time, and 0 where the lines carry none',
  ),
  swallowed: amount
    .nullable()
    .optional()
    .describe(
      'of the requests, or of the lines where they carry no request id: those that succeeded, and do not log a retry; null where neither the log nor Errors shows which succeeded; absent in older evidence',
    ),
  starts: amount.optional().describe('starts of an environment that failed with it; absent in older evidence'),
  phase: z
    .string()
    .nullable()
    .optional()
    .describe('the phase in which these starts failed: init, invoke (the start is repeated within the invocation), or restore'),
  raw: z.boolean().optional().describe('the format of the line is not known: it is before the REPORT line of a failing invocation'),
  wordless: z
    .boolean()
    .optional()
    .describe('only reports of the platform without an error type: the log has no message of these failures; absent in older evidence'),
  firstMs: instant,
  lastMs: instant,
  sample: z.string(),
  host: z.string().nullable().describe('the host and port that did not answer'),
  deniedAction: z.string().nullable(),
  deniedResource: z.string().nullable(),
  deniedBy: z
    .string()
    .nullable()
    .optional()
    .describe('the kind of policy that the error names as the reason: VPC endpoint policy, …; absent in older evidence'),
  deniedExplicitly: z.boolean().optional().describe('whether an explicit deny of a policy is the reason; absent in older evidence'),
  sequenceNumbers: z.array(z.string()).describe('sequence numbers of stream records that the log names, at most ten'),
})

export const logErrorsSchema = z.object({
  logGroup: z.string(),
  fromMs: instant,
  toMs: instant,
  errors: z.array(loggedErrorSchema),
  complete: z.boolean().optional().describe('false where there are more lines than were read, the newest; absent in older evidence'),
  scanned: amount
    .optional()
    .describe('lines of the group that the query read, including those of other functions; absent in older evidence'),
  bytesScanned: amount,
})

/** The numbers of one period's REPORT lines. Milliseconds and MB (1 MB = 1,000,000 bytes, as Logs Insights has it). */
const reportPeriodSchema = z.object({
  atMs: instant,
  invocations: amount,
  coldStarts: amount,
  initP50Ms: amount.nullable(),
  initP95Ms: amount.nullable(),
  initMaximumMs: amount.nullable(),
  initSumMs: amount.nullable(),
  restores: amount,
})

export const logReportsSchema = z.object({
  logGroup: z.string(),
  fromMs: instant,
  toMs: instant,
  invocations: amount,
  coldStarts: amount.describe('invocations that started an execution environment, SnapStart restores included'),
  restores: amount,
  initP50Ms: amount.nullable(),
  initP95Ms: amount.nullable(),
  initMaximumMs: amount.nullable(),
  initSumMs: amount.nullable(),
  durationSumMs: amount.nullable(),
  billedSumMs: amount.nullable(),
  memorySizeMb: amount.nullable(),
  usedMemoryMaximumMb: amount.nullable(),
  periods: z.array(reportPeriodSchema).describe('five minutes each'),
  bytesScanned: amount,
})

export const logMinutesSchema = z.object({
  logGroup: z.string(),
  fromMs: instant,
  toMs: instant,
  minutes: z
    .array(
      z.object({
        atMs: instant,
        invocations: amount.describe('that ended'),
        failed: amount.describe('requests that logged an error'),
        durationSumMs: amount.nullable().default(null).describe('of all these invocations; null where an older version did not read it'),
      }),
    )
    .describe('minutes with invocations, oldest first; the newest may lack lines that are not ingested yet'),
  bytesScanned: amount,
})

export const logStartsSchema = z.object({
  logGroup: z.string(),
  fromMs: instant,
  toMs: instant,
  starts: z
    .array(
      z.object({
        version: z.string().nullable().describe('the version of the function; null where the name of the stream does not contain it'),
        runtimeVersion: z.string().nullable().describe('as Lambda logs it: nodejs:22.v35'),
        runtimeVersionArn: z.string().nullable(),
        count: amount,
        firstMs: instant,
        lastMs: instant,
      }),
    )
    .describe('starts of environments by the version of the runtime that they started with'),
  bytesScanned: amount,
})

export const logGroupSchema = z.object({
  name: z.string(),
  logGroupClass: z.string().nullable().describe('STANDARD, INFREQUENT_ACCESS, ESSENTIALS, DELIVERY, …'),
})

const verdict = {
  action: z.string(),
  resource: z.string(),
  decision: z
    .string()
    .describe(
      'allowed, explicitDeny, implicitDeny: the verdict of identity policies, which resource policies can change; undetermined: denied, but under conditions that the simulation had no value for',
    ),
  limit: z
    .enum(['boundary', 'organization'])
    .optional()
    .describe('limits that deny it in spite of the policies of the role: its permissions boundary, or policies of the organization'),
}

export const rolePermissionsSchema = z.object({
  role: z.string(),
  exists: z.boolean(),
  results: z.array(
    z.object({
      purpose: z
        .enum(['poll', 'destination', 'logs', 'key', 'destination-key'])
        .describe('the purpose of the permission; key: the key of the table'),
      ...verdict,
    }),
  ),
})

/** Calls that the log shows as denied, each with the verdict on the policies of the role; empty where the log shows none. */
export const deniedCallsSchema = z.array(z.object(verdict))

const entries = z.array(z.string()).describe('as written; NotAction and NotResource are *, and their entries with a ! before them')

export const rolePoliciesSchema = z.object({
  role: z.string(),
  statements: z.array(
    z.object({
      policy: z.string(),
      inline: z.boolean().optional().describe('whether it is a policy of the role itself'),
      effect: z.string(),
      actions: entries,
      resources: entries,
      hasCondition: z.boolean().optional().describe('absent where it has none, and in older evidence'),
    }),
  ),
})

const ruleSchema = z.object({
  protocol: z.string().describe('tcp, udp, icmp, a number, or -1 for all'),
  fromPort: wholeOrMinusOne.nullable(),
  toPort: wholeOrMinusOne.nullable(),
  to: z.array(z.string()).describe('CIDR blocks, prefix lists and security groups'),
})

/** The network of a function in a VPC, as far as it decides where the function can connect to. */
export const networkSchema = z.object({
  vpcId: z.string(),
  dnsSupport: z.boolean().nullable(),
  subnets: z.array(
    z.object({
      subnetId: z.string(),
      routeTableId: z.string().nullable().optional(),
      networkAclId: z.string().nullable().optional(),
      freeAddresses: whole.nullable(),
      routes: z.array(
        z.object({
          destination: z.string().describe('a CIDR block or a prefix list'),
          target: z.string().describe('nat-…, igw-…, vpce-…, tgw-…, local, …'),
          state: z.string().describe('active or blackhole'),
        }),
      ),
      networkAcl: z.array(
        z.object({
          egress: z.boolean(),
          number: whole,
          allow: z.boolean(),
          protocol: z.string(),
          fromPort: wholeOrMinusOne.nullable(),
          toPort: wholeOrMinusOne.nullable(),
          cidr: z.string(),
        }),
      ),
    }),
  ),
  securityGroups: z.array(z.object({groupId: z.string(), egress: z.array(ruleSchema)})),
  natGateways: z.array(z.object({id: z.string(), state: z.string()})),
  endpoints: z.array(
    z.object({
      id: z.string(),
      service: z.string().describe('com.amazonaws.REGION.dynamodb, …'),
      type: z.string().describe('Gateway, Interface, …'),
      state: z.string(),
      subnetIds: z.array(z.string()),
      privateDns: z.boolean().nullable(),
    }),
  ),
  prefixLists: z.array(z.object({id: z.string(), name: z.string()})),
})

/** The counts of Contributor Insights. Only the maximum of a minute is meaningful (DynamoDB Developer Guide). */
export const hotKeysSchema = z.object({
  status: z.string().describe('ENABLED, DISABLED, …'),
  mode: z.string().nullable().describe('ACCESSED_AND_THROTTLED_KEYS or THROTTLED_KEYS'),
  keys: z.array(
    z.object({
      counts: z.enum(['accessed', 'throttled']),
      labels: z.array(z.string()).describe('the attributes: partition key, or partition and sort key'),
      key: z.array(z.string()),
      maximumPerMinute: amount.describe('accessed: 3 × write units + read units in the busiest minute; throttled: throttles'),
    }),
  ),
})

export const destinationSchema = z.object({
  arn: z.string(),
  kind: z.string().describe('sqs, sns, s3, or the service of the ARN'),
  exists: z.boolean(),
  fifo: z.boolean(),
  kmsKey: z.string().nullable().describe('of a queue or topic, as it names it'),
  policy: z.string().nullable().describe('the resource policy, as AWS keeps it'),
})

/** A key of the customer that something is encrypted with. */
export const customerKeySchema = z.object({
  arn: z.string(),
  state: z.string().nullable().describe('Enabled, Disabled, PendingDeletion, …; null when there is no such key'),
  policy: z
    .string()
    .nullable()
    .describe(
      'the policy of the key, as AWS keeps it; null of a key of another account, which does not show it, and of one that cannot be used',
    ),
})

export const alarmSchema = z.object({
  name: z.string(),
  kind: z.enum(['metric', 'math', 'composite']),
  state: z.string(),
  actionsEnabled: z.boolean(),
  actions: whole.describe('actions in the state ALARM'),
  treatMissingData: z.string().nullable(),
  threshold: z.number().min(-most).max(most).nullable(),
  comparison: z.string().nullable(),
  periodSeconds: positive.nullable(),
  metrics: z.array(
    z.object({
      namespace: z.string(),
      metricName: z.string(),
      dimensions: z.record(z.string(), z.string()),
      statistic: z.string().nullable(),
    }),
  ),
  rule: z.string().nullable().describe('of a composite alarm'),
})

/** A mute rule of CloudWatch that is active now. */
export const muteRuleSchema = z.object({
  name: z.string(),
  alarms: z.array(z.string()).describe('the names of the alarms whose actions it mutes'),
  schedule: z.string().nullable().describe('cron(…) or at(…)'),
  duration: z.string().nullable().describe('of each time that it mutes, as ISO 8601 has it: PT4H'),
})

/** A bulk write of DynamoDB (StartBulkPutItems) to the table. */
export const bulkOperationSchema = z.object({
  arn: z.string(),
  status: z.string().describe('an open enumeration: IN_PROGRESS, COMPLETED, …'),
  startMs: instant.nullable(),
  endMs: instant.nullable().describe('null while it runs'),
  items: whole.nullable().describe('processed so far, including those that failed'),
})

export const streamPolicySchema = z.string().describe('the resource policy of the stream, as AWS keeps it')
/** An EventBridge Pipe that reads the stream. */
export const pipeSchema = z.object({
  name: z.string(),
  arn: z.string(),
  state: z.string().nullable().describe('an open enumeration: RUNNING, STOPPED, STARTING, …'),
})

export const timeToLiveSchema = z.object({status: z.string().nullable(), attribute: z.string().nullable()})

export const aliasSchema = z.object({
  name: z.string(),
  functionVersion: z.string(),
  weights: z.record(z.string(), z.number().min(0).max(1)).describe('additional versions and their share'),
})

export const provisionedConcurrencySchema = z.array(
  z.object({
    qualifier: z.string(),
    requested: whole.nullable(),
    available: whole.nullable(),
    allocated: whole.nullable(),
    status: z.string().nullable(),
  }),
)

/** The versions of the function in their order, `$LATEST` among them; none where there is no function. */
export const versionsSchema = z.array(
  z.object({
    version: z.string(),
    lastModifiedMs: instant.nullable(),
    codeSha256: z.string().nullable(),
    timeoutSeconds: positive.nullable(),
    runtime: z.string().nullable(),
    memoryMb: positive.nullable(),
    snapStart: z.string().nullable().describe('On where a snapshot of the version is kept'),
    hasAlias: z.boolean(),
  }),
)

const codePlace = {file: z.string(), line: positive, column: positive}

/** The handling of a batch's records by a handler, read from its source. */
const handlingSchema = z.object({
  identifiers: z
    .array(
      z.object({
        kind: z.enum(['sequence-number', 'other', 'empty', 'late', 'not-followed']),
        value: z.string().describe('the keys that it is read from, without the record'),
        ...codePlace,
      }),
    )
    .describe('the values of itemIdentifier. late: empty until the work on the record is done'),
  swallowed: z
    .array(z.object({how: z.enum(['catch', 'promise', 'settled', 'not-awaited']), ...codePlace}))
    .describe('where a failure ends without an error and without a reported failure'),
  firstRecordOnly: z.array(z.object(codePlace)).describe('where a handler reads the first record of a batch, and never another one'),
  notJudged: z.string().nullable().describe('why some of the code could not be followed'),
})

/** The answer of the deployed code for failed records; read with --inspect-code only, and no code is kept. */
export const codeSchema = z.object({
  sizeBytes: whole.nullable(),
  files: whole.describe('source files that were read'),
  notRead: z.string().nullable().describe('why the package was not read'),
  mentionsFailures: z.boolean().describe('whether the code names batchItemFailures at all'),
  wrongKeys: z.array(z.object({key: z.string(), where: z.enum(['inner', 'outer']), file: z.string(), line: positive})),
  handling: handlingSchema
    .nullable()
    .default(null)
    .describe('how the handler treats records that fail; null in evidence of older versions'),
})
