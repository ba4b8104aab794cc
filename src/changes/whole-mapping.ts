import type {MappingAnswer} from '../aws/lambda.ts'
import {mappingFrom} from '../evidence/first-round/mapping.ts'
import type {Settings} from '../model/plan/plan.ts'
import {settingsOf} from './plans/mapping-settings.ts'

/** Whether the answer holds the filters: those under a key are left out for a caller who may not use it. */
export const showsFilters = ({FilterCriteria, FilterCriteriaError, KMSKeyArn}: MappingAnswer): boolean =>
  FilterCriteriaError === undefined && (FilterCriteria !== undefined || !KMSKeyArn)

/** All that CreateEventSourceMapping takes to make a mapping like this one for another stream. Of a GetEventSourceMapping: a list leaves filters out. */
export function wholeMapping(answer: MappingAnswer): Settings {
  const {KMSKeyArn, LoggingConfig} = answer
  return {
    ...settingsOf(mappingFrom(answer)),
    ...(KMSKeyArn && {KMSKeyArn}),
    ...(LoggingConfig !== undefined && {LoggingConfig: JSON.parse(JSON.stringify(LoggingConfig)) as Settings}),
  }
}
