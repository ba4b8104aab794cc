import {regionFlag} from '../../advice/region-flag.ts'
import {ruledOut, type Weighed} from '../../model/cause.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {Failures} from '../../model/derived/failures.ts'
import type {Alias, Mapping} from '../../model/evidence/evidence.ts'
import type {Item} from '../../model/evidence/item.ts'
import {option} from '../../text/shell.ts'
import {percent} from '../../text/units.ts'
import {failingLine, loggedLines} from './failure-evidence.ts'

const text = {
  summary: (version: string, weight: number, share: number) =>
    `Version ${version} gets ${percent(weight)} of the invocations, and ${percent(share)} of them fail.`,
  because: (alias: string, weight: number, version: string) => `The alias ${alias} sends ${percent(weight)} to version ${version}.`,
  against: 'The metrics of the alias do not separate its versions.',
  settledBy: (version: string) => `Errors with the dimension ExecutedVersion ${version}.`,
  fix: (version: string) =>
    `Remove the weight of version ${version}: the alias then sends all invocations to the previous version. Failed batches succeed at their next retry.`,
}

/** The share of failures that a version with this weight makes: AWS draws for each invocation, so few of them stray. */
const near = 0.5

/** A new version that gets a part of the invocations: they fail in that share, and their batches pass when the other version gets them. */
export function canary(failures: Failures, mapping: Mapping | undefined, item: Item<Alias | null>): Weighed {
  const qualifier = mapping?.qualifier ?? null
  if (!mapping || qualifier === null || /^(\$LATEST|\d+)$/.test(qualifier)) return ruledOut
  const alias = maybe(item)
  if (alias === undefined) return {kind: 'open'}
  const [version, weight] = Object.entries(alias?.weights ?? {})[0] ?? [null, 0]
  if (version === null || Math.abs(failures.share - weight) > near * weight) return ruledOut
  return {
    kind: 'present',
    confidence: 0.8,
    summary: text.summary(version, weight, failures.share),
    because: [failingLine(failures), text.because(qualifier, weight, version), ...loggedLines(failures)],
    against: [text.against],
    settledBy: text.settledBy(version),
    fixes: [
      {
        summary: text.fix(version),
        command: `aws lambda update-alias${regionFlag(mapping.functionArn)}${option('function-name', mapping.functionName)}${option('name', qualifier)} --routing-config '{}'`,
        carries: {like: 'before'},
      },
    ],
  }
}
