"""Where files are: on a disk, or objects in a store that fsspec knows, by URL. Nothing here knows pages."""

from hwalja.storage.fetch import Fetcher
from hwalja.storage.look import NOTHING, Look, exists, look
from hwalja.storage.url import Place, Url, place_of

__all__ = ["NOTHING", "Fetcher", "Look", "Place", "Url", "exists", "look", "place_of"]
