"""A Ray cluster of a head and two workers with a processor each, on this machine: says where it is, ends with its input."""

import json
import os
import sys

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"

from ray.cluster_utils import Cluster

SMALL = {"object_store_memory": 80 * 1024 * 1024, "include_dashboard": False}


def main() -> None:
    """Start it, print its address and the process of each worker as a line of JSON, and wait."""
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, **SMALL})
    try:
        workers = [cluster.add_node(num_cpus=1, **SMALL) for _ in range(2)]
        cluster.wait_for_nodes()
        pids = [worker.all_processes["raylet"][0].process.pid for worker in workers]
        sys.stdout.write(json.dumps({"address": cluster.address, "workers": pids}) + "\n")
        sys.stdout.flush()
        sys.stdin.read()
    finally:
        cluster.shutdown()


if __name__ == "__main__":
    main()
