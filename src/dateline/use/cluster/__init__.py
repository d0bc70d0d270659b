"""Many files -> Parquet: cut into parts, each coded by a pure function, written aside and named in a manifest last."""

from dateline.use.cluster.engines import cores, local, on_ray
from dateline.use.cluster.out import Out
from dateline.use.cluster.run import run_parts
from dateline.use.cluster.shards import Job, Part, shards_of

__all__ = ["Job", "Out", "Part", "cores", "local", "on_ray", "run_parts", "shards_of"]
