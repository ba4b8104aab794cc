/** What `ddbstream init` writes: everything that can be said, as comments. */
export const template = `# What ddbstream doctor makes of your pipelines. Found from any folder below this file; \`--config FILE\` names another one.
# All that can stand here: schemas/config.schema.json of ddbstream.
version: 1

# Where the guide's lines are drawn.
# thresholds:
#   iteratorAgeSeconds: 30
#   errorRate: 0.01

# By check: off, or another severity. \`ddbstream doctor FUNCTION --verbose\` names the checks.
# checks:
#   no-bisect: off
#   missing-failure-destination: high

# What settings must be, in AWS's own names: is, oneOf, atLeast, atMost, present.
# assert:
#   MaximumRetryAttempts: {atMost: 10}
#   OnFailureDestination: {present: true}

# The same for some functions. Where several match, the later one decides.
# functions:
#   - match: "nightly-*"
#     thresholds: {iteratorAgeSeconds: 3600}
#     checks: {error-rate: low}

# A failing check or a cause that is set aside for a time. Expired, or with nothing left to mute, a mute is a finding itself.
# mutes:
#   - function: legacy-importer
#     check: unbounded-retries
#     owner: team-orders
#     reason: replaced in March
#     until: 2027-03-31

# Run at the end with --notify: a program and its arguments. It gets the report as JSON on its standard input.
# notify:
#   - on: [critical, degraded]
#     command: [./page.sh, orders]
`
