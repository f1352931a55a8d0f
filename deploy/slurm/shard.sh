#!/bin/sh
# One shard of a job, as a task of an array that counts from 1: deploy/slurm/submit starts it.
#
#   shard.sh SHARDS SCANS OUT [option of hwalja batch ...]
#
#SBATCH --job-name=hwalja
#SBATCH --cpus-per-task=2
#SBATCH --mem=3G
#SBATCH --time=24:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --signal=B:TERM@60
set -eu

shards=$1 scans=$2 out=$3
shift 3

# Slurm limits the whole task, and not what hwalja sees of the machine: so it is told.
# exec: the signal, sent a minute before the time is up, reaches hwalja, which ends in order.
# shellcheck disable=SC2086 # HWALJA may be several words
exec ${HWALJA:-hwalja} batch "$scans" -o "$out" --shard "$SLURM_ARRAY_TASK_ID/$shards" \
    --workers "$SLURM_CPUS_PER_TASK" --page-memory "$((SLURM_MEM_PER_NODE * 4 / 5))M" "$@"
