import type {Severity} from '../model/check.ts'
import {defaultSettings} from './settings.ts'
import {thresholds} from './thresholds.ts'

/** A check, as the list in the configuration shows it. */
export interface ListedCheck {
  id: string
  title: string
  severity: Severity
}

/** The names that a configuration may use, in the order of the guide. */
export interface Listed {
  topics: readonly {title: string; checks: readonly ListedCheck[]}[]
  causes: readonly string[]
  settings: readonly string[]
}

/** The default ends the description in the schema; here it is the value itself. */
const thresholdLine = ([name, schema]: [string, (typeof thresholds.shape)[keyof typeof thresholds.shape]]): string =>
  `#   ${name}: ${defaultSettings.thresholds[name as keyof typeof thresholds.shape]} # ${(schema.unwrap().description ?? '').replace(/; [\d.]+$/, '')}`

const checkLines = ({title, checks}: Listed['topics'][number]): string[] => [
  `#   # ${title}`,
  ...checks.map(check => `#   ${check.id}: ${check.severity} # ${check.title}`),
]

const longest = 110

/** Names as comment lines. */
function nameLines(names: readonly string[]): string[] {
  const lines: string[] = []
  for (const name of names) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + name.length + 2 <= longest) lines[lines.length - 1] = `${last} ${name},`
    else lines.push(`#   ${name},`)
  }
  return lines.map((line, i) => (i === lines.length - 1 ? line.replace(/,$/, '') : line))
}

/**
 * The file that `ddbstream init` writes: every possible setting, as a comment, with its default.
 * @param schema a path or URL of the JSON schema, for editors
 */
export const template = (schema: string, {topics, causes, settings}: Listed): string =>
  `# yaml-language-server: $schema=${schema}
# The configuration of ddbstream. It is found from any folder below this file; \`--config FILE\` selects another one.
# \`ddbstream config check\` validates it. \`ddbstream config show FUNCTION\` prints the entries that apply to a function.
version: 1

# Thresholds, each with its default.
# thresholds:
${Object.entries(thresholds.shape).map(thresholdLine).join('\n')}

# Checks, each with its severity. Another severity replaces it: info, low, medium, high, critical. \`off\` switches the check off.
# checks:
${topics.flatMap(checkLines).join('\n')}
#   # All assertions together
#   assertion: high

# Required settings, in AWS's own names: is, oneOf, atLeast, atMost, present; with a severity and a message where you want them.
${nameLines(settings).join('\n')}
# assert:
#   MaximumRetryAttempts: {atMost: 10}
#   OnFailureDestination: {present: true, severity: critical, message: "Runbook 12 replays from this queue."}

# The same for some functions. Where several match, the later one decides.
# match: a pattern of names, criteria that must all match, or a list of them of which any may match. * and ? are wildcards.
# functions:
#   - match: "nightly-*"
#     thresholds: {iteratorAgeSeconds: 3600}
#     checks: {error-rate: low}
#   - match: {tag: {team: orders}, stack: "orders-*", table: orders, account: "123456789012", region: "eu-*"}
#     assert: {Qualifier: {is: live}}

# A failing check or a cause that is muted for a time. A mute that has expired or matches nothing is itself a finding.
# A check of the list above, assertion-SETTING, or a cause:
${nameLines(causes).join('\n')}
# mutes:
#   - match: legacy-importer
#     check: unbounded-retries
#     owner: team-orders
#     reason: replaced in March
#     until: 2027-03-31

# Run with --notify: a program and its arguments. It gets the report of \`doctor\` as JSON on its standard input.
# Under \`iterator-age --watch\` it gets the pipeline that changed its state.
# notify:
#   - on: [critical, degraded]
#     command: [./page.sh, orders]
`
