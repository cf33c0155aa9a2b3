"""Client of the runtime API over one kept connection.

Of HTTP only what our own server sends: loading http.client takes as long as starting Python.
"""
import _socket  # not socket, whose Python part is half as slow again


class ServerGone(Exception):
    """Nobody answers any more, or this instance has been given up."""


class Invocation(object):
    def __init__(self, headers, event):
        self._headers = headers
        self.event = event
        self.request_id = self.header('request-id')

    def header(self, name):
        """Value of an x-fc- header; None when it was not sent."""
        return self._headers.get('x-fc-' + name)


class RuntimeApi(object):
    def __init__(self, address):
        self._host, _, path = address.partition('/')
        self._base = '/' + path + '/2020-11-11/runtime/invocation/'
        self._connection = None

    def next(self):
        status, headers, event = self._call('GET', 'next')
        if status != 200:
            raise ServerGone('%d' % status)
        return Invocation(headers, event)

    def respond(self, request_id, body, http_params=None):
        self._call('POST', request_id + '/response', body, 'x-fc-http-params: %s\r\n' % http_params if http_params else '')

    def fail(self, request_id, body):
        self._call('POST', request_id + '/error', body)

    def _call(self, method, path, body=b'', more=''):
        # A long handler outlasts the server's keep-alive limit, so a kept connection may be dead: once more on a fresh one.
        if self._connection is not None:
            try:
                return self._connection.exchange(method, self._base + path, body, more)
            except (_socket.error, EOFError):
                self._connection.close()
        try:
            self._connection = _Connection(self._host)
            return self._connection.exchange(method, self._base + path, body, more)
        except (_socket.error, EOFError) as error:
            raise ServerGone(str(error))


class _Connection(object):
    def __init__(self, host):
        self._host = host
        self._received = b''
        name, _, port = host.rpartition(':')
        # As bytes: a text would have Python load its codec for international names, a third of a cold start.
        family, kind, protocol, _, address = _socket.getaddrinfo(name.strip('[]').encode('ascii'), int(port), 0, _socket.SOCK_STREAM)[0]
        self._socket = _socket.socket(family, kind, protocol)
        self._socket.connect(address)
        self._socket.setsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 1)

    def close(self):
        self._socket.close()

    def exchange(self, method, target, body, more):
        head = '%s %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n%s\r\n' % (
            method, target, self._host, len(body), more)
        self._socket.sendall(head.encode('ascii') + body if len(body) < 65536 else head.encode('ascii'))
        if len(body) >= 65536:
            self._socket.sendall(body)
        head = self._head()
        lines = (head if str is bytes else head.decode('latin-1')).split('\r\n')
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(':')
            headers[name.lower()] = value.strip()
        return int(lines[0].split(' ')[1]), headers, self._body(int(headers.get('content-length', '0')))

    def _head(self):
        while b'\r\n\r\n' not in self._received:
            self._receive()
        head, _, self._received = self._received.partition(b'\r\n\r\n')
        return head

    def _body(self, length):
        parts, missing = [self._received], length - len(self._received)
        while missing > 0:
            self._received = b''
            self._receive()
            parts.append(self._received)
            missing -= len(self._received)
        whole = b''.join(parts)
        self._received = whole[length:]
        return whole[:length]

    def _receive(self):
        more = self._socket.recv(65536)
        if not more:
            raise EOFError()
        self._received += more
