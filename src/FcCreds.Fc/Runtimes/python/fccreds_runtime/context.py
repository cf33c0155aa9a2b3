"""The context object of each runtime: exactly the attributes that Function Compute gives it."""
from fccreds_runtime import logs, standard


class Credentials(object):
    def __init__(self, call):
        self.access_key_id = call.header('access-key-id')
        self.access_key_secret = call.header('access-key-secret')
        self.security_token = call.header('security-token')


class FunctionMeta(object):
    def __init__(self, call):
        self.name = call.header('function-name')
        self.handler = call.header('function-handler')
        self.memory = int(call.header('function-memory'))
        self.timeout = call.header('function-timeout')  # text, as the cloud's runtime leaves it


class ServiceMeta(object):
    def __init__(self, call):
        self.name = call.header('service-name')
        self.log_project = call.header('service-logproject')
        self.log_store = call.header('service-logstore')
        self.qualifier = call.header('qualifier')
        self.version_id = call.header('version-id')


class Tracing(object):
    def __init__(self, call):
        self.span_context = call.header('tracing-opentracing-span-context')
        self.jaeger_endpoint = call.header('tracing-jaeger-endpoint')
        self.span_baggages = _baggages(call.header('tracing-opentracing-span-baggages'))


def _baggages(encoded):
    if encoded in (None, '', 'e30='):  # {}: nothing to load two modules for
        return {}
    return standard.load('json').loads(standard.load('base64').b64decode(encoded).decode('utf-8'))


class FCContext(object):
    """Common part."""

    def __init__(self, call):
        self.request_id = call.request_id
        self.account_id = call.header('account-id')
        self.region = call.header('region')
        self.function = FunctionMeta(call)

    def getLogger(self):
        self.logger = logs.context_logger()
        return self.logger


class _LazyLogger(object):
    """Not before somebody asks: loading the logging module takes its time."""

    def __get__(self, context, owner=None):
        return self if context is None else context.getLogger()


# Of the same name: errors and people tell a context by it.
_UpTo310 = type('FCContext', (FCContext,), {'logger': _LazyLogger()})


def _up_to_310(call):
    context = _UpTo310(call)
    context.credentials = Credentials(call)
    context.service = ServiceMeta(call)
    context.tracing = Tracing(call)
    context.retry_count = int(call.header('retry-count') or 0)
    return context


def _from_312(call):
    # No credentials, service or tracing: reading context.credentials must fail here as it fails in the cloud.
    context = FCContext(call)
    context.function.version_id = call.header('version-id')
    context.function.qualifier = call.header('qualifier')
    context.log_project = call.header('service-logproject')
    context.log_store = call.header('service-logstore')
    context.logger = None
    return context


def context_for(runtime, call):
    return _from_312(call) if runtime == 'python3.12' else _up_to_310(call)
