"""Client of the runtime API over one kept connection."""
import socket

try:
    import http.client as http
except ImportError:
    import httplib as http


class ServerGone(Exception):
    """Nobody answers any more, or this instance has been given up."""


class Invocation(object):
    def __init__(self, response):
        self._header = response.getheader
        self.event = response.read()
        self.request_id = self.header('request-id')

    def header(self, name):
        """Value of an x-fc- header; None when it was not sent."""
        return self._header('x-fc-' + name)


class RuntimeApi(object):
    def __init__(self, address):
        self._host, _, path = address.partition('/')
        self._base = '/' + path + '/2020-11-11/runtime/'
        self._connection = None

    def next(self):
        return Invocation(self._call('GET', 'invocation/next'))

    def respond(self, request_id, body, http_params=None):
        headers = {'x-fc-http-params': http_params} if http_params else {}
        self._call('POST', 'invocation/%s/response' % request_id, body, headers).read()

    def fail(self, request_id, body):
        self._call('POST', 'invocation/%s/error' % request_id, body).read()

    def _call(self, method, path, body=None, more=None):
        # A long handler outlasts the server's keep-alive limit, so a kept connection may be dead: once more on a fresh one.
        if self._connection is not None:
            try:
                return self._send(method, path, body, more)
            except (socket.error, http.HTTPException):
                self._connection.close()
        self._connection = http.HTTPConnection(self._host)
        try:
            self._connection.connect()
            self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return self._send(method, path, body, more)
        except (socket.error, http.HTTPException) as error:
            raise ServerGone(str(error))

    def _send(self, method, path, body, more):
        headers = {} if body is None else {'Content-Type': 'application/octet-stream'}
        headers.update(more or {})
        self._connection.request(method, self._base + path, body, headers)
        response = self._connection.getresponse()
        if response.status != 200 and method == 'GET':
            raise ServerGone('%d' % response.status)
        return response
