"""Standard output, and the mark that tells the host where a call's output ends."""
import fcntl
import io
import os
import resource
import sys

_state = {}


def _line_buffered(number):
    """Whole lines leave the process at once: the output of a handler that is killed must not die with it."""
    if sys.version_info[0] == 2:
        return os.fdopen(number, 'w', 1)
    return io.open(number, 'w', 1, encoding='utf-8', errors='backslashreplace', closefd=False)


def set_up(marker):
    # A copy of its own, so that the mark gets out even when a handler closes or redirects its standard output.
    mark_to = os.dup(1)
    fcntl.fcntl(mark_to, fcntl.F_SETFD, fcntl.FD_CLOEXEC)
    sys.stdout = sys.__stdout__ = _line_buffered(1)
    sys.stderr = sys.__stderr__ = _line_buffered(2)
    _state['marker'] = marker
    _state['mark_to'] = mark_to


def end_call(request_id):
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError, IOError):
            pass  # the handler replaced or closed it
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak = peak // 1024 if sys.platform == 'darwin' else peak
    mark = '%s call %s %d\n' % (_state['marker'], request_id, peak)
    os.write(_state['mark_to'], mark.encode('ascii'))
