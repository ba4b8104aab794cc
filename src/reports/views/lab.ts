import {ddbstreamCommand} from '../../text/shell.ts'
import {table} from '../text/columns.ts'
import {pageOf, type Style} from '../text/style.ts'
import {hang, wrap} from '../text/wrap.ts'

/** An incident of the lab, as its list shows it. */
export interface Incident {
  id: string
  story: string
}

/** The content of `lab describe`: the truth that a diagnosis is measured with. */
export interface IncidentDescription {
  incident: string
  story: string
  truth: object
  fix: unknown
}

/** How to reach a lab that serves on a port. */
export interface RunningLab {
  endpoint: string
  region: string
  function: string
}

/** All incidents, one row each; with their stories under --verbose. */
export function incidentList(incidents: readonly Incident[], style: Style): string {
  const page = pageOf(style)
  const rows = incidents.map(({id, story}) => ({cells: [page.text(id)], text: page.text(story), paint: page.ink.bold}))
  return [
    ...(style.verbose ? table(rows, page) : incidents.map(({id}) => `  ${page.text(id)}`)),
    '',
    ...(style.verbose ? [] : ['Their stories: ddbstream lab list --verbose']),
    ...wrap('Try one: ddbstream doctor orders-projector --lab poison-record', page.prose).map(line => page.ink.dim(line)),
  ].join('\n')
}

/** One incident with its truth. */
export function incidentDescription(description: IncidentDescription, seed: number, style: Style): string {
  const page = pageOf(style)
  const facts = flatten('', {...description.truth, fix: description.fix})
  return [
    page.ink.bold(page.text(`${description.incident}, seed ${seed}`)),
    ...wrap(page.text(description.story), page.prose),
    '',
    ...facts.flatMap(([name, value]) => hang(`  ${page.ink.bold(page.text(name))}  `, page.text(value), page.prose)),
  ].join('\n')
}

/** Names with commas between them, sentences with semicolons. */
const listed = (entries: readonly unknown[]): string => entries.join(entries.some(entry => String(entry).includes(' ')) ? '; ' : ', ')

/** Every leaf of a plain object with its path; lists on one line. */
function flatten(path: string, value: unknown): [string, string][] {
  if (Array.isArray(value) && value.every(entry => typeof entry !== 'object')) return [[path, listed(value) || 'none']]
  if (typeof value !== 'object' || value === null) return [[path, value === null || value === undefined ? 'none' : String(value)]]
  return Object.entries(value).flatMap(([name, inner]) => flatten(path ? `${path}.${name}` : name, inner))
}

/** The lines to copy into another terminal to use a running lab. */
export function labReady(lab: RunningLab, what: {incident: string; seed: number; story: string}, style: Style): string {
  const page = pageOf(style)
  const shell = (line: string): string => `    ${page.ink.cyan(page.text(line))}`
  return [
    page.ink.bold(page.text(`The lab serves ${what.incident}, seed ${what.seed}, at ${lab.endpoint}. Ctrl-C stops it.`)),
    ...wrap(page.text(what.story), page.prose),
    '',
    'In another terminal:',
    '',
    shell(`export AWS_ENDPOINT_URL=${lab.endpoint}`),
    shell(`export AWS_REGION=${lab.region} AWS_DEFAULT_REGION=${lab.region}`),
    shell('export AWS_ACCESS_KEY_ID=lab AWS_SECRET_ACCESS_KEY=lab'),
    '',
    'Then run a diagnosis, or use any AWS client:',
    '',
    shell(ddbstreamCommand('doctor', lab.function)),
    shell('aws lambda list-event-source-mappings'),
  ].join('\n')
}
