"""How often an address may try."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

# In memory: the pages are one process. Counting starts anew with it, which a stranger cannot bring about.
limiter = Limiter(get_remote_address, storage_uri="memory://", headers_enabled=False)
