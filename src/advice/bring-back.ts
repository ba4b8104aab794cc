import type {Fix} from '../model/check.ts'
import type {Mapping, Version} from '../model/evidence/evidence.ts'
import {option} from '../text/shell.ts'
import {deleteMapping} from './delete-mapping.ts'
import {fixCommand} from './fix-command.ts'
import {newestVersion} from './former-version.ts'
import {regionFlag} from './region-flag.ts'

export const kept = 'The mapping keeps its position, so Lambda then delivers the waiting records by itself.'

/** A mapping outlives its function. Whoever deleted both on purpose has no use for the mapping; records may wait, so it never comes first. */
export const orphan = (mapping: Mapping): Fix =>
  deleteMapping(
    mapping,
    'If nobody needs the records, delete the mapping. Its position in the stream is then lost, and the records that wait are never delivered.',
  )

const noCode = 'The function itself is gone, and AWS keeps no copy of its code: without your package no command restores it.'

/** Makes the function again, and waits until it can be invoked where another command follows. */
function createFunction({functionArn, functionName}: Mapping, isFirst: boolean): string {
  const at = `${regionFlag(functionArn)}${option('function-name', functionName)}`
  const create = `aws lambda create-function${at} --runtime RUNTIME --handler HANDLER --role ROLE_ARN --memory-size MEMORY_MB --timeout TIMEOUT_SECONDS --zip-file fileb://PACKAGE.zip`
  return isFirst ? `${create} --publish && aws lambda wait function-active-v2${at} && ` : create
}

/**
 * The way back to a target that the mapping invokes and AWS does not have; `versions` are those of the function, none where it is gone as well, and
 * `then` is the sentence with the step after it.
 */
export function bringBack(mapping: Mapping, versions: readonly Version[] | undefined, then = kept): Fix {
  const {qualifier} = mapping
  if (qualifier !== null && /^\d+$/.test(qualifier)) return anotherVersion(mapping, qualifier, versions, then)
  if (qualifier !== null && !qualifier.startsWith('$LATEST')) return aliasAgain(mapping, qualifier, versions, then)
  return {
    summary: `Deploy the function again under the same name, with your pipeline or with this command and its earlier settings. ${then}`,
    command: createFunction(mapping, false),
    doubt: noCode,
  }
}

const createAlias = ({functionName, functionArn}: Mapping, alias: string, version: string): string =>
  `aws lambda create-alias${regionFlag(functionArn)}${option('function-name', functionName)}${option('name', alias)}${option('function-version', version)}`

/** Lets the mapping invoke the version that was just published: VERSION stands for its number where the mapping names an alias. */
export const thenTarget = (mapping: Mapping): string =>
  mapping.qualifier === null || /^\d+$/.test(mapping.qualifier)
    ? fixCommand('remap', mapping, [['version', 'latest']])
    : createAlias(mapping, mapping.qualifier, 'VERSION')

function anotherVersion(mapping: Mapping, qualifier: string, versions: readonly Version[] | undefined, then: string): Fix {
  const never = `AWS never reuses the number ${qualifier}.`
  if (versions?.length === 0)
    return {
      summary: `Deploy the function again under the same name, then point the mapping at its new version: ${never} ${then}`,
      command: `${createFunction(mapping, true)}${thenTarget(mapping)}`,
      doubt: noCode,
    }
  return {
    summary: `Point the mapping at a version that exists: ${never} ${then}`,
    command: fixCommand('remap', mapping, [['version', newestVersion(versions) ?? 'latest']]),
    carries: {like: 'before'},
  }
}

function aliasAgain(mapping: Mapping, qualifier: string, versions: readonly Version[] | undefined, then: string): Fix {
  const newest = newestVersion(versions)
  const create = createAlias(mapping, qualifier, newest ?? 'VERSION')
  if (versions?.length === 0)
    return {
      summary: `Deploy the function again under the same name, then create the alias ${qualifier}; VERSION stands for the version that the first command prints. ${then}`,
      command: `${createFunction(mapping, true)}${create}`,
      doubt: noCode,
    }
  return {
    summary: newest
      ? `Create the alias ${qualifier} again. Version ${newest} is the newest that exists: name another version if the alias pointed at that one. ${then}`
      : `Create the alias ${qualifier} again; VERSION stands for the version that it invoked. Where the function itself is gone, deploy that first. ${then}`,
    command: create,
    carries: {like: 'before'},
  }
}
