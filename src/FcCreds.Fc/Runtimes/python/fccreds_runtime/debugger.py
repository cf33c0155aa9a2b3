"""Waits for a debugger before the first call."""
import sys

from fccreds_runtime.failure import LoadFailure


class Debugger(object):
    def __init__(self, port):
        self._port = port

    def attach(self):
        """The first time only."""
        port, self._port = self._port, None
        if port is None:
            return
        try:
            import debugpy
        except ImportError:
            raise LoadFailure('ImportModuleError', "The debugger 'debugpy' is not installed for Python %d.%d; run '%s -m pip install debugpy'"
                              % (sys.version_info[0], sys.version_info[1], sys.executable))
        debugpy.listen(('127.0.0.1', int(port)))
        debugpy.wait_for_client()
