import {readersPerShard} from '../../aws-facts/limits.ts'
import {count, duration, number, percent} from '../../text/units.ts'

const limit = count(readersPerShard.regional, 'reader')
const keep = `Keep at most ${limit} per shard: choose which one to stop.`

export const text = {
  title: 'Too many readers on this stream',
  harm: 'GetRecords is throttled, and records wait although the function is idle',
  summary: {
    throttled: (minutes: number) =>
      `Reads of the stream are throttled in ${minutes} of the last 15 minutes: more than two readers compete for its shards.`,
    late: (readers: number, minutes: number) =>
      `At least ${count(readers, 'reader')} compete for the shards of the stream: records are late in ${minutes} of the last 15 minutes.`,
    begins: 'GetRecords returns each record more often than usual, and records have begun to wait although the function is idle.',
  },
  because: {
    throttled: (times: number) => `GetRecords was throttled ${number(times)} times.`,
    mapping: (name: string) => `1 Lambda mapping reads the stream: ${name}.`,
    mappings: (names: readonly string[]) => `${count(names.length, 'Lambda mapping')} read the stream: ${names.join(', ')}.`,
    pipe: (name: string) => `1 EventBridge pipe reads it: ${name}.`,
    pipes: (names: readonly string[]) => `${count(names.length, 'EventBridge pipe')} read it: ${names.join(', ')}.`,
    timesRead: (times: number) => `GetRecords returned each record ${number(times)} times.`,
    pollers: (pollers: number) => `GetRecords is called as often as ${number(pollers)} pollers of Lambda call it.`,
    unlisted: (readers: number, verb: 'is' | 'are', candidates: string) =>
      `At least ${count(readers, 'more reader')} ${verb} in no AWS list: a ${candidates}.`,
    /** Candidates of this one. */
    adapters: 'Kinesis adapter (KCL) or a zero-ETL integration',
    adaptersAndPipes: 'pipe of EventBridge, a Kinesis adapter (KCL) or a zero-ETL integration',
    limit: `DynamoDB supports ${limit} per shard.`,
    idle: (use: number) => `The function uses ${percent(use)} of the time of its concurrent batches, and none fails.`,
    age: (ageSeconds: number) => `Records are up to ${duration(ageSeconds)} old when they are delivered, in the newest published minute.`,
  },
  against: {
    unknownReaders: 'The other readers are not known: no AWS API lists Kinesis adapters and zero-ETL integrations.',
    noThrottle: 'CloudWatch shows no throttled GetRecords call; AWS does not publish them in every case.',
    notYet: 'CloudWatch does not show yet whether reads are throttled.',
  },
  fix: {
    stopMapping: (functionName: string) =>
      `${keep} This stops ${functionName}: its records wait in the stream for 24 hours. Connect it behind another reader (EventBridge, SNS, SQS), or to Kinesis Data Streams for DynamoDB.`,
    stopPipe: (pipe: string) => `${keep} This stops the pipe ${pipe}: it resumes from its position when it is started within 24 hours.`,
    fanOut: `${keep} Fan out from one of them (EventBridge, SNS, SQS), or move a reader to Kinesis Data Streams for DynamoDB.`,
    unlistedDoubt: 'No AWS API lists other readers, such as Kinesis adapters (KCL) and zero-ETL integrations: stop those where they run.',
    severalDoubt: (more: number) => `${count(more, 'reader')} are too many: stopping one is not enough.`,
  },
  ruledOut: 'No throttled read and no third reader is seen.',
}
