"""HTTP handlers of Function Compute 2.0, which are WSGI applications: handler(environ, start_response)."""
import io
import os
import sys

from fccreds_runtime import standard


def _native(text):
    """What WSGI calls a native string: bytes on Python 2.7."""
    return text.encode('utf-8') if sys.version_info[0] == 2 else text


def _environ(request, body, context):
    environ = dict(os.environ)
    headers = dict((name.lower(), ','.join(values)) for name, values in request['headersMap'].items())
    environ.update({
        'REQUEST_METHOD': _native(request['method']),
        'SCRIPT_NAME': '',
        'PATH_INFO': _native(request['path']),
        'QUERY_STRING': _native(request['queryString']),
        'CONTENT_TYPE': _native(headers.get('content-type', '')),
        'CONTENT_LENGTH': str(len(body)),
        'REMOTE_ADDR': _native(request['clientIP']),
        'SERVER_NAME': 'FCRUNTIME',
        'SERVER_PORT': '9000',
        'SERVER_PROTOCOL': 'HTTP/1.1',
        'wsgi.version': (1, 0),
        'wsgi.url_scheme': 'http',
        'wsgi.input': io.BytesIO(body),
        'wsgi.errors': sys.stderr,
        'wsgi.multithread': False,
        'wsgi.multiprocess': False,
        'wsgi.run_once': False,
        'fc.context': context,
        'fc.request_uri': _native(request['requestURI']),
    })
    for name, value in headers.items():
        environ['HTTP_' + _native(name).upper().replace('-', '_')] = _native(value)
    return environ


class _Response(object):
    def __init__(self):
        self.status = None
        self.headers = []
        self.written = []

    def start(self, status, headers, exc_info=None):
        self.status, self.headers = status, headers
        return self.written.append

    def params(self):
        if self.status is None:
            raise RuntimeError('the HTTP handler did not call start_response')
        fields = {}
        for name, value in self.headers:
            fields.setdefault(name, []).append(value)
        told = {'status': int(str(self.status).split(' ')[0]), 'headersMap': fields}
        encoded = standard.load('base64').b64encode(standard.load('json').dumps(told).encode('utf-8'))
        return encoded if str is bytes else encoded.decode('ascii')


def answer(application, call, context):
    """The body that the application gave, and its status and headers for the platform."""
    request = standard.load('json').loads(standard.load('base64').b64decode(call.header('http-params')).decode('utf-8'))
    response = _Response()
    parts = application(_environ(request, call.event, context), response.start)
    try:
        body = b''.join(response.written + [part for part in parts or []])
    except TypeError:
        raise TypeError('an HTTP handler returns an iterable of bytes')
    finally:
        if hasattr(parts, 'close'):
            parts.close()
    return body, response.params()
