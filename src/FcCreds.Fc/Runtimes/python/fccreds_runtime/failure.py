"""Errors of user code in the shape that Function Compute answers with."""
import os

from fccreds_runtime import standard

OWN_FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class LoadFailure(Exception):
    """User code that could not be loaded; its stack trace is flat, unlike that of a raised exception."""

    def __init__(self, error_type, message, stack_trace=None):
        Exception.__init__(self, message)
        self.error_type = error_type
        self.message = message
        self.stack_trace = stack_trace


def last_line(error):
    traceback = standard.load('traceback')
    return ''.join(traceback.format_exception_only(type(error), error)).strip().split('\n')[-1]


def frames_of(trace):
    """[file, line, function, code] per frame of user code; the runtime's own frames and the import machinery's left out."""
    traceback = standard.load('traceback')
    frames = []
    for path, line, function, code in (tuple(frame)[:4] for frame in traceback.extract_tb(trace)):
        if not path.startswith((OWN_FOLDER, '<frozen importlib')):
            frames.append(['File "%s"' % path, 'line %d' % line, 'in %s' % function, code or ''])
    return frames


def message_of(error):
    try:
        return str(error)
    except UnicodeError:  # Python 2.7 with a unicode message
        return error.args[0]


def to_text(error, trace):
    json = standard.load('json')
    if isinstance(error, LoadFailure):
        body = {'errorType': error.error_type, 'errorMessage': error.message}
        stack = error.stack_trace
    else:
        body = {'errorType': type(error).__name__, 'errorMessage': message_of(error)}
        stack = frames_of(trace)
    if stack:
        body['stackTrace'] = stack
    return json.dumps(body, indent=4, sort_keys=True)
