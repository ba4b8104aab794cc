import {createHash} from 'node:crypto'
import {AwsFailure, given, type Wire} from './wire.ts'
import type {FunctionWorld, World} from './world.ts'

interface Route {
  method: string
  path: RegExp
  operation: string
  answer: (part: string, query: URLSearchParams, further: string) => Wire
}

const missing = (words: string): AwsFailure => new AwsFailure('ResourceNotFoundException', words, 404)

/** The name and qualifier in a name, a partial or a full ARN. */
function named(text: string): {name: string; qualifier: string | undefined} {
  const [name = '', qualifier] = (/function:(.+)$/.exec(text)?.[1] ?? text).split(':')
  return {name, qualifier}
}

/** Where the deployment package is downloaded from. */
export const codeHost = 'code.stand-in.example'

export function lambda(world: World): Route[] {
  const functionOf = (text: string): FunctionWorld => {
    const {name} = named(text)
    const found = world.functions[name]
    if (found === undefined) throw missing(`Function not found: ${world.place.functionArn(name)}`)
    return found
  }
  const configuration = (text: string, asked: string | null): Wire => {
    const {configuration: own, aliases = [], versions = []} = functionOf(text)
    const qualifier = asked ?? named(text).qualifier
    const version = aliases.find(({Name}) => Name === qualifier)?.FunctionVersion ?? qualifier ?? '$LATEST'
    const published = versions.map(one => publishedFrom(own, one)).find(({Version}) => Version === version)
    if (version !== '$LATEST' && published === undefined && versions.length > 0)
      throw missing(`Function not found: ${world.place.functionArn(own.FunctionName, String(qualifier))}`)
    return {...own, ...published, FunctionArn: world.place.functionArn(own.FunctionName, qualifier), Version: version}
  }
  return [
    {
      method: 'GET',
      path: /^\/2015-03-31\/event-source-mappings\/?$/,
      operation: 'ListEventSourceMappings',
      answer: (_, query) => mappingsPage(world, query),
    },
    {
      method: 'GET',
      path: /^\/2015-03-31\/event-source-mappings\/([^/]+)$/,
      operation: 'GetEventSourceMapping',
      answer: uuid => {
        const found = world.mappings.find(({UUID}) => UUID === uuid)
        if (found === undefined) throw missing('The resource you requested does not exist.')
        return found
      },
    },
    {
      method: 'GET',
      path: /^\/2015-03-31\/functions\/?$/,
      operation: 'ListFunctions',
      answer: () => ({Functions: Object.keys(world.functions).map(name => configuration(name, null))}),
    },
    {
      method: 'GET',
      path: /^\/2015-03-31\/functions\/([^/]+)$/,
      operation: 'GetFunction',
      answer: (name, query) => {
        const {reserved} = functionOf(name)
        return {
          Configuration: configuration(name, query.get('Qualifier')),
          Code: {RepositoryType: 'S3', Location: `https://${codeHost}/package.zip`},
          ...(reserved !== undefined && {Concurrency: {ReservedConcurrentExecutions: reserved}}),
        }
      },
    },
    {
      method: 'GET',
      path: /^\/2015-03-31\/functions\/([^/]+)\/configuration$/,
      operation: 'GetFunctionConfiguration',
      answer: (name, query) => configuration(name, query.get('Qualifier')),
    },
    {
      method: 'GET',
      path: /^\/2019-09-30\/functions\/([^/]+)\/concurrency$/,
      operation: 'GetFunctionConcurrency',
      answer: name => {
        const {reserved} = functionOf(name)
        return reserved === undefined ? {} : {ReservedConcurrentExecutions: reserved}
      },
    },
    {
      method: 'GET',
      path: /^\/2019-09-30\/functions\/([^/]+)\/provisioned-concurrency$/,
      operation: 'ListProvisionedConcurrencyConfigs',
      answer: name => ({ProvisionedConcurrencyConfigs: functionOf(name).provisioned ?? []}),
    },
    {
      method: 'GET',
      path: /^\/2015-03-31\/functions\/([^/]+)\/aliases$/,
      operation: 'ListAliases',
      answer: name => ({Aliases: functionOf(name).aliases ?? []}),
    },
    {
      method: 'GET',
      path: /^\/2015-03-31\/functions\/([^/]+)\/aliases\/([^/]+)$/,
      operation: 'GetAlias',
      answer: (name, _, alias) => {
        const found = (functionOf(name).aliases ?? []).find(({Name}) => Name === alias)
        if (found === undefined) throw missing(`Cannot find alias arn: ${world.place.functionArn(named(name).name, alias)}`)
        return found
      },
    },
    {
      method: 'GET',
      path: /^\/2015-03-31\/functions\/([^/]+)\/versions$/,
      operation: 'ListVersionsByFunction',
      answer: name => ({Versions: versionsOf(world, functionOf(name))}),
    },
    {
      method: 'GET',
      path: /^\/2016-08-19\/account-settings\/?$/,
      operation: 'GetAccountSettings',
      answer: () => given(world.accountSettings, 'lambda:GetAccountSettings'),
    },
    {
      method: 'GET',
      path: /^\/2017-03-31\/tags\/(.+)$/,
      operation: 'ListTags',
      answer: arn => ({Tags: world.functions[named(arn).name]?.tags ?? {}}),
    },
  ]
}

/** Lambda publishes no version whose code and settings are those of the last one: each has code of its own, the newest that of the function. */
const publishedFrom = (configuration: Wire, version: Wire): Wire => {
  const isPresent = Date.parse(String(version.LastModified)) >= Date.parse(String(configuration.LastModified))
  const own = createHash('sha256').update(`${configuration.FunctionName} ${version.Version}`).digest('base64')
  return {...version, CodeSha256: version.CodeSha256 ?? (isPresent ? configuration.CodeSha256 : own)}
}

const versionsOf = (world: World, {configuration, versions = []}: FunctionWorld): Wire[] => {
  const arnOf = (version: string) => world.place.functionArn(configuration.FunctionName, version)
  const latest = {...configuration, Version: '$LATEST', FunctionArn: arnOf('$LATEST')}
  return [
    latest,
    ...versions.map(one => ({...configuration, ...publishedFrom(configuration, one), FunctionArn: arnOf(String(one.Version))})),
  ]
}

/** Mappings of a function and of a stream; a name without a qualifier lists those of every qualifier. */
function mappingsPage({mappings}: World, query: URLSearchParams): Wire {
  const [functionText, source] = [query.get('FunctionName'), query.get('EventSourceArn')]
  const asked = functionText === null ? null : named(functionText)
  const listed = mappings
    .filter(({EventSourceArn}) => source === null || EventSourceArn === source)
    .filter(({FunctionArn}) => {
      const own = named(String(FunctionArn))
      return asked === null || (own.name === asked.name && (asked.qualifier === undefined || asked.qualifier === own.qualifier))
    })
  const [size, from] = [Math.min(Number(query.get('MaxItems') ?? 100), 100), Number(query.get('Marker') ?? 0)]
  return {
    EventSourceMappings: listed.slice(from, from + size),
    ...(from + size < listed.length && {NextMarker: String(from + size)}),
  }
}
