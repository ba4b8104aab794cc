import type {Alias, Mapping} from '../../model/evidence/evidence.ts'
import {publishedVersion, type Settings, type Step, type Target} from '../../model/plan/plan.ts'
import {callFor} from './calls.ts'

/** The version to publish, and the versions before. */
export interface Publishing {
  /** The newest version before; null when none is published. */
  newestVersion: string | null
  /** The hash of the code of `$LATEST`, so that nobody's later deployment is published; null when it was not told. */
  codeSha256: string | null
}

export function publishStep(functionName: string, {newestVersion, codeSha256}: Publishing): Step {
  const target: Target = {kind: 'version', functionName}
  const call = callFor(target, {})
  return {
    title: 'Publish a version',
    target,
    call: codeSha256 === null ? call : {...call, input: {...call.input, CodeSha256: codeSha256}},
    before: {Version: newestVersion},
    after: {Version: publishedVersion},
    why: 'A version has the code and the configuration of $LATEST. Without a change since the newest version, AWS returns that one.',
    risk: null,
  }
}

export function aliasStep(functionName: string, {name, functionVersion}: Alias, version: string, revision: string | null): Step {
  const target: Target = {kind: 'alias', functionName, alias: name}
  const after = {FunctionVersion: version}
  return {
    title: `Move the alias ${name}`,
    target,
    call: callFor(target, after, revision),
    before: {FunctionVersion: functionVersion},
    after,
    why: 'The mapping does not change, and polling continues: running batches end on the old version, the next ones run on the new. AWS refuses the call if somebody moves the alias meanwhile.',
    risk: null,
  }
}

/** Points the mapping at a version or alias of its function; `change` goes in the same call. */
export function pointSteps(
  mapping: Mapping,
  qualifier: string,
  change: {before: Settings; after: Settings} = {before: {}, after: {}},
): Step[] {
  const target: Target = {kind: 'mapping', uuid: mapping.uuid}
  const arn = mapping.functionArn.split(':').slice(0, 7).join(':')
  const step = (title: string, [before, after]: [Settings, Settings], why: string, risk: string): Step => ({
    title,
    target,
    call: callFor(target, after),
    before,
    after,
    why,
    risk,
  })
  return [
    step(
      'Disable the mapping',
      [{Enabled: true}, {Enabled: false}],
      'No batch then runs while the function changes.',
      'No record is delivered until it is enabled again.',
    ),
    step(
      'Point the mapping at the new version and enable it',
      [
        {FunctionName: mapping.functionArn, Enabled: false, ...change.before},
        {FunctionName: `${arn}:${qualifier}`, Enabled: true, ...change.after},
      ],
      'The same mapping resumes from the same position. It is one call, because each update pauses polling.',
      'A batch that was running may be delivered twice.',
    ),
  ]
}
