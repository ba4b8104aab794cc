import type {ListPipesCommandOutput, StartPipeCommandOutput, StopPipeCommandOutput} from '@aws-sdk/client-pipes'
import type {LabPipe, World} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {page} from '../protocol/pages.ts'
import type {RestService} from '../protocol/rest-json.ts'
import {required, text, whole} from '../protocol/shapes.ts'

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

const pipeName = required(text({min: 1, max: 64, pattern: /[.\-_A-Za-z0-9]+/}))

/** Neither for a pipe that is not there, nor for one that is so already (EventBridge Pipes API reference, StopPipe and StartPipe). */
function pipeIn(world: World, name: string, state: LabPipe['state']): LabPipe {
  const pipe = world.pipes.get(name)
  if (pipe === undefined) throw new AwsError('NotFoundException', `Pipe ${name} does not exist.`, {status: 404})
  if (pipe.state !== state) throw new AwsError('ConflictException', `Pipe ${name} is ${pipe.state}.`, {status: 409})
  return pipe
}

/** It stops at once; AWS takes some seconds, and answers STOPPING. */
const stopPipe = operation({
  action: 'pipes:StopPipe',
  input: {Name: pipeName},
  run: (input, {world}): Answer<StopPipeCommandOutput> => {
    const pipe = pipeIn(world, input.Name, 'RUNNING')
    pipe.desiredState = 'STOPPED'
    pipe.state = 'STOPPED'
    return {...pipeView(pipe, world), DesiredState: 'STOPPED', CurrentState: 'STOPPING'}
  },
})

const startPipe = operation({
  action: 'pipes:StartPipe',
  input: {Name: pipeName},
  run: (input, {world}): Answer<StartPipeCommandOutput> => {
    const pipe = pipeIn(world, input.Name, 'STOPPED')
    pipe.desiredState = 'RUNNING'
    pipe.state = 'RUNNING'
    return {...pipeView(pipe, world), DesiredState: 'RUNNING', CurrentState: 'STARTING'}
  },
})

const pipeView = ({name, arn, createdMs}: LabPipe, {nowMs}: World) => ({
  Name: name,
  Arn: arn,
  CreationTime: new Date(createdMs),
  LastModifiedTime: new Date(nowMs),
})

/** EventBridge Pipes: of its operations those that tell who reads a source, and that stop a reader. */
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
  routes: [
    {method: 'GET', path: '/v1/pipes', name: 'ListPipes', operation: listPipes},
    {method: 'POST', path: '/v1/pipes/{Name}/stop', name: 'StopPipe', operation: stopPipe},
    {method: 'POST', path: '/v1/pipes/{Name}/start', name: 'StartPipe', operation: startPipe},
  ],
}
