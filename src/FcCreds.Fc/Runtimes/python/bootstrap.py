"""Starts the runtime's loop. Python compiles a start file anew each time and keeps only what is imported, so all else is there."""
import os
import sys

# Whether Python keeps what it compiled is the user's wish for user code. This folder is ours, and compiling it takes longer than a
# cold start may.
wish = sys.dont_write_bytecode
sys.dont_write_bytecode = False
from fccreds_runtime import loop  # noqa: E402
from fccreds_runtime.api import ServerGone  # noqa: E402
sys.dont_write_bytecode = wish

try:
    loop.main()
except ServerGone:
    os._exit(0)
