/** The file that `ddbstream init` writes: every possible setting, as a comment. */
export const template = `# The configuration of ddbstream doctor. ddbstream finds it from any folder below this file; \`--config FILE\` selects another one.
# All keys: schemas/config.schema.json of ddbstream.
version: 1

# The thresholds of the guide.
# thresholds:
#   iteratorAgeSeconds: 30
#   errorRate: 0.01

# By check: off, or another severity. \`ddbstream doctor FUNCTION --verbose\` names the checks.
# checks:
#   no-bisect: off
#   missing-failure-destination: high

# Required settings, in AWS's own names: is, oneOf, atLeast, atMost, present.
# assert:
#   MaximumRetryAttempts: {atMost: 10}
#   OnFailureDestination: {present: true}

# The same for some functions. Where several match, the later one decides.
# functions:
#   - match: "nightly-*"
#     thresholds: {iteratorAgeSeconds: 3600}
#     checks: {error-rate: low}

# A failing check or a cause that is muted for a time. A mute that has expired or matches nothing is itself a finding.
# mutes:
#   - function: legacy-importer
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
