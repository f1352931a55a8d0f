"""The batch job: pages from a queue to worker processes, results to files, and a journal of what is done."""
