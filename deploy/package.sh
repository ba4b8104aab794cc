#!/usr/bin/env bash
# Makes ddbstream-lambda.zip, the code of deploy/template.yaml: this project as npm packs it, with its dependencies. Needs npm and zip.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
out=${1:-$PWD/ddbstream-lambda.zip}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
(cd "$root" && npm pack --silent --pack-destination "$scratch" >/dev/null)
mkdir "$scratch/code"
cd "$scratch/code"
npm install --silent --no-audit --no-fund --omit=dev --prefix . "$scratch"/ddbstream-*.tgz
rm -f "$out"
zip -qr "$out" node_modules
echo "$out"
