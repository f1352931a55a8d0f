"""A scanner's hot folder: what comes into it is digitised by a job that does not end."""

from hwalja.watch.folders import Folders
from hwalja.watch.watcher import HEARTBEAT, watch

__all__ = ["HEARTBEAT", "Folders", "watch"]
