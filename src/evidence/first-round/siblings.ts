import type {Mapping} from '../../model/evidence/evidence.ts'
import {defineCollector} from '../collector.ts'

/** Mappings that share the stream's readers or the function's concurrency with this one. */
export const siblings = defineCollector({
  key: 'siblings',
  scope: 'mapping',
  actions: ['lambda:ListEventSourceMappings'],
  collect: async (_aws, {mapping, all}) => siblingsOf(mapping, all),
})

/** The other mappings of the same stream or the same function, whatever their qualifier. */
export const siblingsOf = (mapping: Mapping, all: readonly Mapping[]): Mapping[] =>
  all.filter(
    other =>
      other.uuid !== mapping.uuid &&
      (other.functionName === mapping.functionName || (other.eventSourceArn !== '' && other.eventSourceArn === mapping.eventSourceArn)),
  )
