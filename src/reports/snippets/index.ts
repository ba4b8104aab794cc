import type {Settings} from '../../model/plan/plan.ts'
import type {Snippet} from '../../model/plan/snippet.ts'
import {alarmsInCloudFormation, alarmsInTerraform} from './alarms.ts'
import {cdk} from './cdk.ts'
import {cli} from './cli.ts'
import {sam} from './sam.ts'
import {serverless} from './serverless.ts'
import {terraform} from './terraform.ts'

/** Settings in the words of a team's own infrastructure code, by the name of --print. */
export const snippets = {cli, sam, cdk, terraform, serverless} satisfies Record<string, (snippet: Snippet) => string>

export const snippetNames = Object.keys(snippets) as readonly (keyof typeof snippets)[]

/** Alarms, each as PutMetricAlarm takes it, by the name of --print. */
export const alarmSnippets = {cloudformation: alarmsInCloudFormation, terraform: alarmsInTerraform} satisfies Record<
  string,
  (alarms: readonly Settings[]) => string
>

export const alarmSnippetNames = Object.keys(alarmSnippets) as readonly (keyof typeof alarmSnippets)[]
