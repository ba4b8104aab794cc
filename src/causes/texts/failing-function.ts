import {duration, number, percent} from '../../text/units.ts'

const log = "The function's log:"

export const text = {
  title: 'The function fails',
  harm: 'its batches are retried and all shards wait; their records expire 24 hours after they were written',
  harmByRetries: 'Lambda discards every batch after its last retry; the records are lost for good',
  summary: {
    fails: (share: number, then: string) => `${percent(share)} of the invocations fail${then}.`,
    reportsAll: (then: string) => `The function reports failed records for every batch${then}.`,
    /** The outcome of the records, to stand at the end of these two. */
    lost: (why: string) => `: ${why}`,
    blocked: (ageSeconds: number) => `, and no batch has succeeded for ${duration(ageSeconds)}`,

    inPart: (subject: string) => `${subject}. Their batches are retried, and all shards wait for them.`,
    /** Subjects of these two. */
    invocationsFail: (share: number) => `${percent(share)} of the invocations fail`,
    recordsFail: (share: number) => `${percent(share)} of the records fail`,
    becauseThrottled: ', because a service that the function calls throttles it',

    begins: 'Shards have stopped while the function is idle and counts no error: it may report failed records in its response.',
  },
  because: {
    slower: (nowMs: number, beforeMs: number) => `A median invocation takes ${number(nowMs)} ms, and took ${number(beforeMs)} ms before.`,
    cadence: (perMinute: number, perMinuteBefore: number) =>
      `Lambda invokes the function ${number(perMinute)} times a minute (before: ${number(perMinuteBefore)}): it retries the same batches.`,
    handshake:
      'The service answers, and the TLS handshake fails: client and server do not agree on the protocol, the cipher or the certificate.',
    openNetwork: 'Outbound access from the VPC is open: a service that the function calls does not answer.',
  },
  against: {
    oneShard: 'Only one shard has records: one bad record that is retried has the same metrics.',
    notChanged: 'The function was not changed in the ten minutes before; a service that it calls may have been.',
    pause: 'A pause of polling has the same metrics for a minute.',
  },
  settledBy: {
    record: 'The record itself: does another one pass, or does the same record fail in another function?',
    requests: `${log} many requests with one error point to the function; one request that fails at every retry points to a record.`,
    surroundings: `${log} its code, memory, the network or a permission makes it fail.`,
    error: `${log} the error of the invocations that fail.`,
    failedRecords: (wait: string) => `${wait} The function's log shows the records that fail.`,
  },
  fix: {
    readLog:
      "Read the error in the function's log, then correct the code or the service that it calls. The mapping keeps its position in the stream, so Lambda delivers the waiting records by itself.",
    nothingToRevert: 'The command shows the error and changes nothing: no release came before the onset.',
  },
  ruledOut: {
    none: 'Hardly any invocation fails.',
    oneShard: 'The batches of one shard fail, and others succeed.',
    timeout: 'The invocations end at the timeout.',
    memory: 'The invocations run out of memory.',
    denied: 'The invocations fail because a permission is missing.',
    network: 'The network of the function is closed.',
  },
}
