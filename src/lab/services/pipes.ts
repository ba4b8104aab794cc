import type {ListPipesCommandOutput} from '@aws-sdk/client-pipes'
import {AwsError} from './errors.ts'
import {type Answer, operation} from './operation.ts'
import {page} from './pages.ts'
import type {RestService} from './rest-json.ts'
import {text, whole} from './shapes.ts'

const startsWith = (value: string, prefix: string | undefined): boolean => prefix === undefined || value.startsWith(prefix)

/** Every filter that is given must hold (EventBridge Pipes API reference, ListPipes). */
const listPipes = operation({
  action: 'pipes:ListPipes',
  input: {
    NamePrefix: text({min: 1, max: 64}),
    DesiredState: text({}),
    CurrentState: text({}),
    SourcePrefix: text({min: 1, max: 1600}),
    TargetPrefix: text({min: 1, max: 1600}),
    NextToken: text({max: 2048}),
    Limit: whole({min: 1, max: 100}),
  },
  run: (
    {NamePrefix, DesiredState, CurrentState, SourcePrefix, TargetPrefix, NextToken, Limit = 100},
    {world},
  ): Answer<ListPipesCommandOutput> => {
    const found = [...world.pipes.values()].filter(
      one =>
        startsWith(one.name, NamePrefix) &&
        startsWith(one.sourceArn, SourcePrefix) &&
        startsWith(one.targetArn, TargetPrefix) &&
        (DesiredState ?? one.desiredState) === one.desiredState &&
        (CurrentState ?? one.state) === one.state,
    )
    const part = page(found, NextToken, Limit)
    if (part === null) throw new AwsError('ValidationException', 'The pagination token is not valid.')
    return {
      Pipes: part.items.map(({name, arn, sourceArn, targetArn, desiredState, state, createdMs}) => ({
        Name: name,
        Arn: arn,
        DesiredState: desiredState,
        CurrentState: state,
        CreationTime: new Date(createdMs),
        LastModifiedTime: new Date(createdMs),
        Source: sourceArn,
        Target: targetArn,
      })),
      ...(part.next !== undefined && {NextToken: part.next}),
    }
  },
})

/** EventBridge Pipes: of its operations the one that tells who reads a source. */
export const pipes: RestService = {
  prefix: 'pipes',
  paths: /^\/v1\/pipes(\/|$)/,
  errors: {
    denied: message => new AwsError('AccessDeniedException', message, {status: 403}),
    expired: () => new AwsError('ExpiredTokenException', 'The security token included in the request is expired', {status: 403}),
    throttled: () => new AwsError('ThrottlingException', 'Rate exceeded', {status: 429}),
    internal: (message = 'An internal exception occurred.') => new AwsError('InternalException', message, {status: 500}),
    unknownOperation: () => new AwsError('UnknownOperationException', '', {status: 404}),
    invalid: (_, sentence) => new AwsError('ValidationException', sentence),
  },
  routes: [{method: 'GET', path: '/v1/pipes', name: 'ListPipes', operation: listPipes}],
}
