#!/bin/sh
# One report of all shards: deploy/slurm/submit starts it when they have ended.
#
#   report.sh OUT
#
#SBATCH --job-name=hwalja-report
#SBATCH --cpus-per-task=1
#SBATCH --mem=1G
#SBATCH --time=1:00:00
set -eu

# shellcheck disable=SC2086 # HWALJA may be several words
exec ${HWALJA:-hwalja} report "$1"
