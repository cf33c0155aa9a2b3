"""Standard output, the two log formats, and the mark that tells the host where a call's output ends."""
import fcntl
import io
import logging
import os
import resource
import sys
import time

_state = {'request_id': ''}


class _RequestId(logging.Filter):
    def filter(self, record):
        record.request_id = _state['request_id']
        return True


def _handler(layout, dates):
    formatter = logging.Formatter(layout, dates)
    formatter.converter = time.gmtime
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(formatter)
    handler.addFilter(_RequestId())
    return handler


def _logger(name, handler):
    logger = logging.getLogger(name)
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    logger.propagate = name is None
    return logger


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
    plain = _handler('%(asctime)s.%(msecs)03dZ %(request_id)s [%(levelname)s] %(message)s', '%Y-%m-%dT%H:%M:%S')
    _logger(None, plain)
    _state['runtime_logger'] = _logger('fccreds.runtime', plain)
    _state['context_logger'] = _logger('fccreds.context', _handler(
        '%(asctime)s %(request_id)s [%(levelname)s] %(message)s', '%Y-%m-%d %H:%M:%S'))
    _state['marker'] = marker
    _state['mark_to'] = mark_to


def context_logger():
    return _state['context_logger']


def log_error(text):
    _state['runtime_logger'].error(text)


def begin_call(request_id):
    _state['request_id'] = request_id


def end_call():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError, IOError):
            pass  # the handler replaced or closed it
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak = peak // 1024 if sys.platform == 'darwin' else peak
    mark = '%s call %s %d\n' % (_state['marker'], _state['request_id'], peak)
    os.write(_state['mark_to'], mark.encode('ascii'))
