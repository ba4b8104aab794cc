import {count, duration, number, percent} from '../../text/units.ts'

export const text = {
  title: 'The function runs into its timeout',
  harm: 'its batches end at the timeout and are retried; all shards fall behind',
  harmOfFullBatches: 'a shard that gets a full batch stays blocked; its records expire 24 hours after they were written',
  summary: {
    timesOut: (share: number, timeoutSeconds: number) =>
      `${percent(share)} of the invocations fail at the timeout of ${duration(timeoutSeconds)}.`,
    fullBatches: (timeoutSeconds: number) =>
      `A full batch takes longer than the timeout of ${duration(timeoutSeconds)}: it fails at every retry, while smaller batches succeed.`,
  },
  because: {
    longest: (longestMs: number) => `The longest invocations take ${number(longestMs / 1000)} s, as long as the timeout.`,
    before: (slowestMs: number) => `Before it began, the slowest took ${number(slowestMs / 1000)} s.`,
    starts: (starts: number) =>
      `The initialization runs into a time limit in ${count(starts, 'start')}: Lambda ends it after 10 s. Lambda then repeats it within the invocation, up to the timeout.`,
    fullBatch: (perRecordMs: number, batchSize: number, seconds: number) =>
      `Before it began, a record took ${number(perRecordMs)} ms: a full batch of ${number(batchSize)} takes about ${duration(seconds)}.`,
  },
  against: {
    oneShard: 'Only one shard has records: a single record that always times out has the same metrics.',
    little: 'A full batch takes little longer than the timeout: a single bad record is possible.',
  },
  settledBy: {
    trace: 'An X-Ray trace of one invocation: it shows the call that the function waits for.',
    network: 'The network of the function.',
    parts: 'The records of the blocked batch, in smaller batches: do all of them succeed?',
  },
  fix: {
    smaller: (records: number, batchSize: number) => `Send smaller batches: of ${count(records, 'record')}, not ${number(batchSize)}.`,
    halveAgain: (smaller: string) => `${smaller} Halve it again if batches still reach the timeout.`,
    raise: (fromSeconds: number, toSeconds: number, measure: string) =>
      `Raise the timeout from ${duration(fromSeconds)} to ${duration(toSeconds)}, and find the call that the function waits for. A longer timeout also makes each failed attempt longer. ${measure}`,
    measure: (enoughSeconds: number) =>
      `Then measure: the p99 of Duration must stay below ${duration(enoughSeconds)}. If it does not, set the timeout to twice the p99.`,
    measureLongest: (enoughSeconds: number) =>
      `Then measure: the p99 of Duration must stay below ${duration(enoughSeconds)}. If it does not, lower BatchSize: the timeout is then at Lambda's maximum.`,
    endsInTime: (slowestSeconds: number, seconds: number) =>
      `Before it began, the slowest invocation took ${number(slowestSeconds)} s: it ends within ${duration(seconds)}.`,
    timesAsLong: (slowestSeconds: number, times: number) =>
      `An invocation may then take ${number(times)} × as long as the slowest one before it began (${number(slowestSeconds)} s).`,
    batchEndsInTime: (records: number, batchSeconds: number, seconds: number) =>
      `A batch of ${count(records, 'record')} takes about ${duration(batchSeconds)}: it ends within ${duration(seconds)}.`,
    notMeasured: 'Lambda ends each invocation at the timeout, so no metric shows the time that it needs. Run the doctor again after it.',
    setBack: (seconds: number, version: string) => `Set the timeout back to ${duration(seconds)}, as version ${version} has it.`,
    newVersion: (change: string, qualifier: string) =>
      `${change} ${qualifier} keeps its timeout: the command publishes a new version of the same code, which replaces ${qualifier}.`,
    isLongest: (seconds: number) =>
      `Find the call that the function waits for. ${duration(seconds)} is the longest timeout that Lambda allows.`,
    unanswered:
      'The code of the function was not changed before. If a service that it calls does not answer, no setting of Lambda ends the failures.',
  },
  ruledOut: {
    none: 'Hardly any invocation fails.',
    sooner: 'The invocations fail before the timeout.',
  },
}
