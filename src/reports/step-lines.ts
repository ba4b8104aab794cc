import type {Settings, Step} from '../model/plan.ts'
import type {Page} from './style.ts'
import {hang} from './wrap.ts'

/** "Enabled  true → false": what a step changes. */
function changeLines({before, after}: Step, indent: string, page: Page): string[] {
  return Object.keys(after).flatMap(name => {
    const was = name in before ? value(before[name]) : 'none'
    return hang(`${indent}${page.ink.bold(page.text(name))}  `, page.text(`${was} → ${value(after[name])}`), page.prose)
  })
}

const value = (found: unknown): string => {
  const {Destination} = ((found as {OnFailure?: object} | null)?.OnFailure ?? {}) as {Destination?: string}
  if (Destination !== undefined) return Destination || 'none'
  if (typeof found !== 'object' || found === null) return found === null ? 'none' : String(found)
  return JSON.stringify(found)
}

/** The exact call, so that it can be compared with CloudTrail. */
const callText = ({call: {action, input}}: Step): string => `${action} ${JSON.stringify(input as Settings)}`

/** One step of a plan, or of taking one back. */
export function stepLines(step: Step, number: number, page: Page): string[] {
  const indent = '     '
  return [
    ...hang(`  ${number}. `, page.text(step.title), page.prose).map(line => page.ink.bold(line)),
    ...changeLines(step, indent, page),
    ...hang(indent, page.text(step.why), page.prose),
    ...(step.risk === null ? [] : hang(indent, page.text(step.risk), page.prose)),
    ...hang(indent, page.text(callText(step)), page.style.columns).map(line => page.ink.dim(line)),
  ]
}
