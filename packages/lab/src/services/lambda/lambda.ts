import {AwsError, type CommonErrors} from '../protocol/errors.ts'
import type {RestService} from '../protocol/rest-json.ts'
import {getAlias, listAliases, updateAlias} from './aliases.ts'
import {
  deleteFunctionConcurrency,
  getAccountSettings,
  getFunctionConcurrency,
  getFunctionRecursionConfig,
  getPolicy,
  getProvisionedConcurrencyConfig,
  listProvisionedConcurrencyConfigs,
  putFunctionConcurrency,
} from './concurrency.ts'
import {createFunction, deleteFunction} from './create-and-delete.ts'
import {getFunction, getFunctionConfiguration, listFunctions, listVersionsByFunction} from './functions.ts'
import {invoke} from './invoke.ts'
import {getEventSourceMapping, listEventSourceMappings} from './mappings.ts'
import {createAlias, publishVersion, updateFunctionConfiguration} from './releases.ts'
import {getRuntimeManagementConfig, putRuntimeManagementConfig} from './runtime-management.ts'
import {listTags, tagResource, untagResource} from './tags.ts'
import {createEventSourceMapping, deleteEventSourceMapping, updateEventSourceMapping} from './update-mapping.ts'

const errors: CommonErrors = {
  denied: message => new AwsError('AccessDeniedException', message, {status: 403}),
  expired: () => new AwsError('ExpiredTokenException', 'The security token included in the request is expired', {status: 403}),
  throttled: () => new AwsError('TooManyRequestsException', 'Rate exceeded', {status: 429, fields: {Reason: 'CallerRateLimitExceeded'}}),
  internal: (message = 'An error occurred and the request cannot be processed.') =>
    new AwsError('ServiceException', message, {status: 500}),
  unknownOperation: () => new AwsError('UnknownOperationException', '', {status: 404}),
  invalid: (_, sentence) => new AwsError('ValidationException', sentence),
}

/** Lambda's paths, from its service model; CLIs of 2023 put a slash behind some of them. */
export const lambda: RestService = {
  prefix: 'lambda',
  // Lambda's paths start with the date of their API version.
  paths: /^\/\d{4}-\d\d-\d\d\//,
  errors,
  routes: [
    {method: 'GET', path: '/2015-03-31/event-source-mappings', name: 'ListEventSourceMappings', operation: listEventSourceMappings},
    {method: 'GET', path: '/2015-03-31/event-source-mappings/{UUID}', name: 'GetEventSourceMapping', operation: getEventSourceMapping},
    {
      method: 'PUT',
      path: '/2015-03-31/event-source-mappings/{UUID}',
      name: 'UpdateEventSourceMapping',
      operation: updateEventSourceMapping,
      status: 202,
    },
    {method: 'GET', path: '/2015-03-31/functions', name: 'ListFunctions', operation: listFunctions},
    {method: 'GET', path: '/2015-03-31/functions/{FunctionName}', name: 'GetFunction', operation: getFunction},
    {method: 'POST', path: '/2015-03-31/functions', name: 'CreateFunction', operation: createFunction, status: 201},
    {
      method: 'DELETE',
      path: '/2015-03-31/functions/{FunctionName}',
      name: 'DeleteFunction',
      operation: deleteFunction,
      status: 204,
    },
    {
      method: 'GET',
      path: '/2015-03-31/functions/{FunctionName}/configuration',
      name: 'GetFunctionConfiguration',
      operation: getFunctionConfiguration,
    },
    {
      method: 'GET',
      path: '/2015-03-31/functions/{FunctionName}/versions',
      name: 'ListVersionsByFunction',
      operation: listVersionsByFunction,
    },
    {method: 'GET', path: '/2015-03-31/functions/{FunctionName}/aliases', name: 'ListAliases', operation: listAliases},
    {method: 'GET', path: '/2015-03-31/functions/{FunctionName}/aliases/{Name}', name: 'GetAlias', operation: getAlias},
    {method: 'PUT', path: '/2015-03-31/functions/{FunctionName}/aliases/{Name}', name: 'UpdateAlias', operation: updateAlias},
    {
      method: 'GET',
      path: '/2019-09-30/functions/{FunctionName}/concurrency',
      name: 'GetFunctionConcurrency',
      operation: getFunctionConcurrency,
    },
    {
      method: 'PUT',
      path: '/2017-10-31/functions/{FunctionName}/concurrency',
      name: 'PutFunctionConcurrency',
      operation: putFunctionConcurrency,
    },
    {
      method: 'DELETE',
      path: '/2017-10-31/functions/{FunctionName}/concurrency',
      name: 'DeleteFunctionConcurrency',
      operation: deleteFunctionConcurrency,
      status: 204,
    },
    {
      method: 'POST',
      path: '/2015-03-31/event-source-mappings',
      name: 'CreateEventSourceMapping',
      operation: createEventSourceMapping,
      status: 202,
    },
    {
      method: 'DELETE',
      path: '/2015-03-31/event-source-mappings/{UUID}',
      name: 'DeleteEventSourceMapping',
      operation: deleteEventSourceMapping,
      status: 202,
    },
    {
      method: 'PUT',
      path: '/2015-03-31/functions/{FunctionName}/configuration',
      name: 'UpdateFunctionConfiguration',
      operation: updateFunctionConfiguration,
    },
    {method: 'POST', path: '/2015-03-31/functions/{FunctionName}/versions', name: 'PublishVersion', operation: publishVersion, status: 201},
    {method: 'POST', path: '/2015-03-31/functions/{FunctionName}/aliases', name: 'CreateAlias', operation: createAlias, status: 201},
    {method: 'POST', path: '/2015-03-31/functions/{FunctionName}/invocations', name: 'Invoke', operation: invoke, raw: true},
    {method: 'GET', path: '/2015-03-31/functions/{FunctionName}/policy', name: 'GetPolicy', operation: getPolicy},
    {
      method: 'GET',
      path: '/2019-09-30/functions/{FunctionName}/provisioned-concurrency',
      name: 'ListProvisionedConcurrencyConfigs',
      operation: listProvisionedConcurrencyConfigs,
      asks: 'List',
    },
    {
      method: 'GET',
      path: '/2019-09-30/functions/{FunctionName}/provisioned-concurrency',
      name: 'GetProvisionedConcurrencyConfig',
      operation: getProvisionedConcurrencyConfig,
      asks: 'Qualifier',
    },
    {
      method: 'GET',
      path: '/2024-08-31/functions/{FunctionName}/recursion-config',
      name: 'GetFunctionRecursionConfig',
      operation: getFunctionRecursionConfig,
    },
    {
      method: 'GET',
      path: '/2021-07-20/functions/{FunctionName}/runtime-management-config',
      name: 'GetRuntimeManagementConfig',
      operation: getRuntimeManagementConfig,
    },
    {
      method: 'PUT',
      path: '/2021-07-20/functions/{FunctionName}/runtime-management-config',
      name: 'PutRuntimeManagementConfig',
      operation: putRuntimeManagementConfig,
    },
    {method: 'GET', path: '/2017-03-31/tags/{Resource}', name: 'ListTags', operation: listTags},
    {method: 'POST', path: '/2017-03-31/tags/{Resource}', name: 'TagResource', operation: tagResource, status: 204},
    {method: 'DELETE', path: '/2017-03-31/tags/{Resource}', name: 'UntagResource', operation: untagResource, status: 204},
    {method: 'GET', path: '/2016-08-19/account-settings', name: 'GetAccountSettings', operation: getAccountSettings},
  ],
}
