"""The two log formats. They are put on the logging module when somebody loads it: a cold start should not wait for it."""
import sys
import time

from fccreds_runtime import standard

_state = {'request_id': ''}


def begin_call(request_id):
    _state['request_id'] = request_id


def set_up():
    if 'logging' in sys.modules or not hasattr(sys, 'implementation'):  # Python 2.7 has no such hook as this one
        _configure()
    else:
        sys.meta_path.insert(0, _WhenLoaded())


def context_logger():
    return standard.load('logging').getLogger('fccreds.context')


def log_error(text):
    standard.load('logging').getLogger('fccreds.runtime').error(text)


class _WhenLoaded(object):
    """Finds logging, Python's own as in the cloud, where it is loaded before user code, and has it configured once it is loaded."""

    def find_spec(self, name, path=None, target=None):
        if name != 'logging':
            return None
        sys.meta_path.remove(self)
        spec = next(found for found in (finder.find_spec(name, [standard.FOLDER]) for finder in sys.meta_path) if found)
        load = spec.loader.exec_module

        def load_and_configure(module):
            load(module)
            sys.modules[name] = module
            _configure()
        spec.loader.exec_module = load_and_configure
        return spec


def _configure():
    logging = sys.modules['logging'] if 'logging' in sys.modules else standard.load('logging')
    plain = _handler(logging, '%(asctime)s.%(msecs)03dZ %(request_id)s [%(levelname)s] %(message)s', '%Y-%m-%dT%H:%M:%S')
    _logger(logging, None, plain)
    _logger(logging, 'fccreds.runtime', plain)
    _logger(logging, 'fccreds.context', _handler(logging, '%(asctime)s %(request_id)s [%(levelname)s] %(message)s', '%Y-%m-%d %H:%M:%S'))


def _handler(logging, layout, dates):
    class RequestId(logging.Filter):
        def filter(self, record):
            record.request_id = _state['request_id']
            return True

    formatter = logging.Formatter(layout, dates)
    formatter.converter = time.gmtime
    handler = logging.StreamHandler(sys.__stdout__)
    handler.setFormatter(formatter)
    handler.addFilter(RequestId())
    return handler


def _logger(logging, name, handler):
    logger = logging.getLogger(name)
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    logger.propagate = name is None
