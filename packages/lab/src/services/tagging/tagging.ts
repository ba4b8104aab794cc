import {AwsError, jsonErrors} from '../protocol/errors.ts'
import {operation, type Service} from '../protocol/operation.ts'
import {page} from '../protocol/pages.ts'
import {list, required, structure, text, whole} from '../protocol/shapes.ts'

/** `arn:aws:lambda:…:function:f` is of the type `lambda:function`. */
function typeOf(arn: string): string {
  const [, , service = '', , , ...rest] = arn.split(':')
  return `${service}:${(rest[0] ?? '').split('/')[0]}`
}

/** A filter of a service alone (`lambda`) covers all of its types. */
const isOfType = (arn: string, wanted: string): boolean => typeOf(arn) === wanted || typeOf(arn).split(':')[0] === wanted

/** Resources that have tags, or had some: others never appear (Resource Groups Tagging API reference, GetResources). */
const getResources = operation({
  action: 'tag:GetResources',
  input: {
    PaginationToken: text({max: 2048}),
    TagFilters: list(structure({Key: required(text({min: 1, max: 128})), Values: list(text({max: 256}), {max: 20})}), {max: 50}),
    ResourcesPerPage: whole({min: 1, max: 100}),
    ResourceTypeFilters: list(text({max: 256}), {max: 100}),
    ResourceARNList: list(text({min: 1, max: 1011}), {min: 1, max: 100}),
  },
  run: ({TagFilters = [], ResourceTypeFilters = [], ResourceARNList, PaginationToken, ResourcesPerPage = 50}, {tags}) => {
    const isPaged = PaginationToken !== undefined && PaginationToken !== ''
    if (ResourceARNList !== undefined && (TagFilters.length > 0 || ResourceTypeFilters.length > 0 || isPaged)) {
      throw new AwsError('InvalidParameterException', 'ResourceARNList cannot be used with other filters.')
    }
    // Every filter must hold; within one, any of the values does, and none at all stands for all.
    const found = [...tags].filter(
      ([arn, own]) =>
        (ResourceARNList?.includes(arn) ?? true) &&
        (ResourceTypeFilters.length === 0 || ResourceTypeFilters.some(type => isOfType(arn, type))) &&
        TagFilters.every(({Key, Values = []}) => {
          const value = own[Key]
          return value !== undefined && (Values.length === 0 || Values.includes(value))
        }),
    )
    const part = page(found, PaginationToken, ResourcesPerPage)
    if (part === null) throw new AwsError('PaginationTokenExpiredException', 'The pagination token is not valid.')
    const mapped = part.items.map(([ResourceARN, own]) => ({
      ResourceARN,
      Tags: Object.entries(own).map(([Key, Value]) => ({Key, Value})),
    }))
    // The last page has an empty token.
    return {ResourceTagMappingList: mapped, PaginationToken: part.next ?? ''}
  },
})

export const tagging: Service = {
  prefix: 'tag',
  errors: {
    ...jsonErrors('InternalServiceException'),
    throttled: () => new AwsError('ThrottledException', 'Rate exceeded'),
    invalid: (_, sentence) => new AwsError('InvalidParameterException', sentence),
  },
  operations: {GetResources: getResources},
  json: {target: 'ResourceGroupsTaggingAPI_20170126', version: '1.1', namespace: 'com.amazonaws.taggingservice#'},
}
