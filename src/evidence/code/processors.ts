import type {Identifier} from './identifiers.ts'
import type {Origins} from './origins/origins.ts'
import type {SourceModule} from './source-module.ts'

const processors = /^(?:Async)?(?:BatchProcessor(?:Sync)?|SqsFifo\w*Processor\w*)$/

/** The batch processors of Powertools for AWS Lambda that a module makes: they answer for the source that they are made for. */
export const processorsIn = (module: SourceModule, origins: Origins): Identifier[] =>
  module.calls.flatMap(({callee, args, from}): Identifier[] => {
    const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.key : null
    if (name === null || !processors.test(name)) return []
    if (name.startsWith('SqsFifo')) return [{kind: 'other', value: 'EventType.SQS', at: from}]
    const sources = args
      .flatMap(arg => origins.of(arg))
      .flatMap(one => (one.kind === 'path' ? one.keys.slice(-1) : one.kind === 'text' ? [one.value] : []))
    return sources.flatMap((source): Identifier[] => {
      if (source === 'DynamoDBStreams') return [{kind: 'sequence-number', value: `EventType.${source}`, at: from}]
      return source === 'SQS' || source === 'KinesisDataStreams' ? [{kind: 'other', value: `EventType.${source}`, at: from}] : []
    })
  })
